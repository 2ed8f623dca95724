// RUN: %check %s
#include <memory>
#include <windows.h>

struct TimerDeleter {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};
using unique_timer = std::unique_ptr<TP_TIMER, TimerDeleter>;
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run() {
  unique_timer timer;
  int ticks = 0;
  timer.reset(CreateThreadpoolTimer(on_tick, &ticks, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  Sleep(5000);
}
// expect: context '{{&?}}ticks' of timer 'timer{{(\.get\(\))?}}' goes out of scope while the callback may still run
