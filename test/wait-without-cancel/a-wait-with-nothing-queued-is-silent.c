// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void never_armed(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}

void drained_before(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}
