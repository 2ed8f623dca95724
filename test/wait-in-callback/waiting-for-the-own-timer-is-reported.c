// RUN: %check %s
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns [threadpool-wait-in-callback]
  // note #create: 'on_tick' is the callback of timer '{{timer|session_timer}}'
  CloseThreadpoolTimer(timer);
}

PTP_TIMER make(void) {
  PTP_TIMER session_timer = CreateThreadpoolTimer(on_tick, NULL, NULL); // #create
  return session_timer;
}
