// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void unknown(PTP_TIMER timer, BOOL cancel) { WaitForThreadpoolTimerCallbacks(timer, cancel); }

void own_choice(PTP_TIMER timer, BOOL cancel) {
  if (cancel)
    WaitForThreadpoolTimerCallbacks(timer, cancel);
}
