// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer, int tries) { // #entry
  SetThreadpoolTimer(timer, NULL, 0, 0); // #disarm
  while (tries-- > 0)                    // #loop
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  // note #loop: taking the path where {{the loop body is not entered|the loop ends}}
}
