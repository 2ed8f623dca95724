// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer) { // #entry
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // #drain //-
  SetThreadpoolTimer(timer, NULL, 0, 0);        // #disarm //-
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained before it was disarmed, not after
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
  // note #drain: timer 'timer' is drained here, but it is still armed and can fire again
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
}
