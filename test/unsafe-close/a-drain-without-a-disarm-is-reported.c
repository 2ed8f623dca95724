// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer) { // #entry
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // #drain
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
  // note #drain: timer 'timer' is drained here, but it is still armed and can fire again
}

void stop_wait(PTP_WAIT wait) {
  //+  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, FALSE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   drained but not disarmed
}
