// RUN: %check %s
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  Poller() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  ~Poller() {
    //+    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   neither disarmed nor drained, and its context '{{\*?}}this' is released afterwards
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
};
