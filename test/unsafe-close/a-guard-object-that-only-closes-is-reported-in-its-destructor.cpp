// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

namespace {
class TimerGuard {
public:
  explicit TimerGuard(PTP_TIMER timer) : timer_(timer) {}
  ~TimerGuard() {
    //+    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
  TimerGuard(const TimerGuard &) = delete;

private:
  PTP_TIMER timer_;
};
} // namespace

void run() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  TimerGuard guard(timer);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  Sleep(5000);
}
