// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

// The callback is in another file: it may own its context.
void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
  CloseThreadpoolTimer(timer);
}
