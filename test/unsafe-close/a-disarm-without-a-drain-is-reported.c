// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer) { // #entry
  SetThreadpoolTimer(timer, NULL, 0, 0); // #disarm
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
}

void stop_wait(PTP_WAIT wait) {
  SetThreadpoolWait(wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   disarmed but not drained
}
