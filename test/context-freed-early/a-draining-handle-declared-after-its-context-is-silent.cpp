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
BOOL open_device() noexcept;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run() {
  int ticks = 0;
  unique_timer timer(CreateThreadpoolTimer(on_tick, &ticks, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  if (!open_device())
    throw 1;
  Sleep(5000);
  return ticks;
}
