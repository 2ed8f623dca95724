// RUN: %check %s
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  if (context)
    DisassociateCurrentThreadFromCallback(instance);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns
}

static VOID CALLBACK on_tick_late(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns
  DisassociateCurrentThreadFromCallback(instance);
}

void start(int *data) {
  PTP_TIMER first = CreateThreadpoolTimer(on_tick, data, NULL);
  PTP_TIMER second = CreateThreadpoolTimer(on_tick_late, data, NULL);
}
