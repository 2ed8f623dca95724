// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL); // #created
  SetThreadpoolTimer(timer, &due, 0, 0); // #armed
  SetThreadpoolTimer(timer, NULL, 0, 0); // #disarmed
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  WaitForThreadpoolTimerCallbacks(timer, FALSE); //-
  // expect: waiting for timer 'timer' without cancelling runs the callbacks
  //   that are still queued
  // note #created: timer 'timer' is created here with callback 'tick'
  // note #armed: timer 'timer' is armed here
  // note #disarmed: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  CloseThreadpoolTimer(timer);
}
