// RUN: %check %s
#include <windows.h>

struct TimerDeleter {
  void operator()(PTP_TIMER timer) const {
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
};
