// RUN: %check %s
#include <windows.h>

static void drain(PTP_TIMER handle) {
  WaitForThreadpoolTimerCallbacks(handle, TRUE);
  // expect: waiting for timer 'handle' inside its own callback never returns
  // note #create: 'on_tick' is the callback of timer '{{.*}}'
  // note #outer: 'stop' is called here
  // note #inner: 'drain' is called here
}

static void stop(PTP_TIMER handle) {
  SetThreadpoolTimer(handle, NULL, 0, 0);
  drain(handle); // #inner
  CloseThreadpoolTimer(handle);
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  stop(timer); // #outer
}

PTP_TIMER make(void) {
  return CreateThreadpoolTimer(on_tick, NULL, NULL); // #create
}
