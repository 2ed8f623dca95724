// RUN: %check %s --broken
#include <windows.h>

class Poller {
public:
  ~Poller() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_
    CloseThreadpoolTimer(timer_);
  }

private:
  PTP_TIMER timer_;
};
