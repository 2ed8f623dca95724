// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true --dialects=real
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

void run(FILETIME Due) {
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
  SetThreadpoolTimer(Timer, &Due, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  WaitForThreadpoolTimerCallbacks(Timer, FALSE); //-
  // expect: waiting for timer 'Timer' without cancelling runs the callbacks that are still queued
}
