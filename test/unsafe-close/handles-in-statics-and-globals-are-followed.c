// RUN: %check %s
#include <windows.h>

static PTP_TIMER poll_timer;
PTP_WAIT exit_wait;

void stop(void) { // #entry
  //+  SetThreadpoolTimer(poll_timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(poll_timer, TRUE);
  CloseThreadpoolTimer(poll_timer);
  // expect: timer 'poll_timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #entry: timer 'poll_timer' may already be armed when 'stop' is entered
  SetThreadpoolWait(exit_wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(exit_wait, TRUE);
  CloseThreadpoolWait(exit_wait);
}

void stop_a_local_static(void) {
  static PTP_TIMER timer;
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
