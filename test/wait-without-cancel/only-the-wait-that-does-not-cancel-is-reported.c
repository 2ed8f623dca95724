// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void run(FILETIME due, BOOL flush) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (flush)
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    WaitForThreadpoolTimerCallbacks(timer, 0); //-
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
  else
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
