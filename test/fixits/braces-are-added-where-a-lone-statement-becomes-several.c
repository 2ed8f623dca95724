// RUN: %check %s
#include <windows.h>

void in_an_if(PTP_TIMER timer) {
  if (timer) //-
  //+  if (timer) {
  //+    SetThreadpoolTimer(timer, NULL, 0, 0);
  //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  //+  }
}

void drain_in_an_if(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  if (timer) //-
  //+  if (timer) {
  //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  //+  }
}
