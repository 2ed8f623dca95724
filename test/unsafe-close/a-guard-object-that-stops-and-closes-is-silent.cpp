// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device();
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

class TimerGuard {
public:
  explicit TimerGuard(PTP_TIMER timer) : timer_(timer) {}
  ~TimerGuard() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
  TimerGuard(const TimerGuard &) = delete;

private:
  PTP_TIMER timer_;
};

int run() {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, nullptr);
  TimerGuard guard(timer);
  if (!timer)
    return -1;
  SetThreadpoolTimer(timer, &due, 1000, 0);
  if (!open_device())
    return -1;
  Sleep(5000);
  return ticks;
}
