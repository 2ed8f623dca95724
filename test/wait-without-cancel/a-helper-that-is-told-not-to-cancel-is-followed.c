// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

static void drain(PTP_TIMER timer, BOOL cancel) {
  WaitForThreadpoolTimerCallbacks(timer, cancel);
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
}

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  drain(timer, FALSE);
  drain(timer, TRUE);
}
