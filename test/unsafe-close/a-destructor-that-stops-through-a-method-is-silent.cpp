// RUN: %check %s
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  Poller() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Poller() {
    stop();
    if (timer_)
      CloseThreadpoolTimer(timer_);
  }
  void start() {
    if (timer_)
      SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void stop() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Poller *>(context)->ticks_;
  }
  PTP_TIMER timer_;
  int ticks_ = 0;
};
