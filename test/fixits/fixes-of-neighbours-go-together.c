// RUN: %check %s
#include <windows.h>

void one_after_the_other(PTP_TIMER a, PTP_TIMER b, PTP_WAIT w) {
  //+  SetThreadpoolTimer(a, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(a, TRUE);
  CloseThreadpoolTimer(a);
  // expect: timer 'a' is closed while its callback may still run; it was neither disarmed nor drained
  //+  SetThreadpoolTimer(b, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(b, TRUE);
  CloseThreadpoolTimer(b);
  // expect: timer 'b' is closed while its callback may still run; it was neither disarmed nor drained
  //+  SetThreadpoolWait(w, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(w, TRUE);
  CloseThreadpoolWait(w);
  // expect: wait object 'w' is closed while its callback may still run; it was neither disarmed nor drained
}

void in_one_line(PTP_TIMER a, PTP_TIMER b) {
  // The edits, each in its place, leave one line.
  //+  SetThreadpoolTimer(a, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(a, TRUE);
  //+  CloseThreadpoolTimer(a); SetThreadpoolTimer(b, NULL, 0, 0); WaitForThreadpoolTimerCallbacks(b, TRUE); CloseThreadpoolTimer(b);
  CloseThreadpoolTimer(a); CloseThreadpoolTimer(b); //-
  // expect: timer 'a' is closed while its callback may still run; it was neither disarmed nor drained
  // expect: timer 'b' is closed while its callback may still run; it was neither disarmed nor drained
}

void both_arms(PTP_TIMER a, PTP_TIMER b, int first) {
  if (first) //-
    //+  if (first) {
    //+    SetThreadpoolTimer(a, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(a, TRUE);
    CloseThreadpoolTimer(a);
    // expect: timer 'a' is closed while its callback may still run; it was neither disarmed nor drained
    //+  }
  else //-
    //+  else {
    //+    SetThreadpoolTimer(b, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(b, TRUE);
    CloseThreadpoolTimer(b);
    // expect: timer 'b' is closed while its callback may still run; it was neither disarmed nor drained
    //+  }
}

void two_mistakes_with_one_timer(PTP_TIMER a, int again) {
  //+  SetThreadpoolTimer(a, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(a, TRUE);
  if (again) {
    CloseThreadpoolTimer(a);
    // expect: timer 'a' is closed while its callback may still run; it was drained but not disarmed
    return;
  }
  CloseThreadpoolTimer(a);
  // expect: timer 'a' is closed while its callback may still run; it was drained but not disarmed
}
