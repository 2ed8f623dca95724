// RUN: %check %s
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (timer_)
      SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  ~Poller() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    close();
  }

private:
  void close() { CloseThreadpoolTimer(timer_); }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
};
