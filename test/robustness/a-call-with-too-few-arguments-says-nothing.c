// RUN: %check %s --broken
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void a_comma_is_missing(int *data) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick &due, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
}

void half_a_set(PTP_TIMER timer) {
  SetThreadpoolTimer(timer);
  CloseThreadpoolTimer();
  WaitForThreadpoolTimerCallbacks(TRUE);
}
