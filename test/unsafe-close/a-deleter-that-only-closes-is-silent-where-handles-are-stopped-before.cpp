// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

struct TimerDeleter {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const { CloseThreadpoolTimer(timer); }
};

void run() {
  std::unique_ptr<TP_TIMER, TimerDeleter> timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  Sleep(5000);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}
