// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

void close_first(PTP_TIMER (&timers)[2], FILETIME *due) {
  for (PTP_TIMER timer : timers) {
    SetThreadpoolTimer(timer, due, 0, 0);
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
    return;
  }
}
