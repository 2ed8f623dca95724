// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

#define DRAIN(timer) WaitForThreadpoolTimerCallbacks(timer, FALSE)

void in_a_macro(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  DRAIN(timer);
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
}

void in_a_variable(FILETIME due) {
  BOOL cancel = FALSE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, cancel);
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
}
