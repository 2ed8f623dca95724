#pragma once
#include <windows.h>

class Poller {
public:
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   disarmed but not drained
  }

private:
  PTP_TIMER timer_;
};
