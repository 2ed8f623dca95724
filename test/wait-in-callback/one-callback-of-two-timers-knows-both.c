// RUN: %check %s
#include <windows.h>

static PTP_TIMER first, second;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(second, TRUE);
  // expect: waiting for timer 'second' inside its own callback never returns
}

void start(void) {
  first = CreateThreadpoolTimer(on_tick, NULL, NULL);
  second = CreateThreadpoolTimer(on_tick, NULL, NULL);
}
