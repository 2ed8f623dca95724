// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer, BOOL hurry) {
  if (hurry) //-
  //+  if (hurry) {
  //+    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  }
  if (hurry)
    CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
