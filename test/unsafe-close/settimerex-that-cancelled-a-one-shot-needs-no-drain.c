// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void one_shot(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void result_in_a_variable(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  BOOL cancelled = SetThreadpoolTimerEx(timer, NULL, 0, 0);
  if (cancelled == FALSE)
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void wait_object(HANDLE event) {
  PTP_WAIT wait = CreateThreadpoolWait(on_event, NULL, NULL);
  SetThreadpoolWait(wait, event, NULL);
  if (!SetThreadpoolWaitEx(wait, NULL, NULL, NULL))
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

void drained_whatever_it_says(PTP_TIMER timer) {
  SetThreadpoolTimerEx(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
