// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer, int how) { // #entry
  SetThreadpoolTimer(timer, NULL, 0, 0); // #disarm
  switch (how) {
  case 0:
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    break;
  case 1: // #case
    break;
  default:
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
    break;
  }
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  // note #case: taking the path of 'case 1'
}
