// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void once(FILETIME due) {
  int *context = malloc(sizeof(int));
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  free(context);
}

void always_waits(PTP_TIMER timer) {
  BOOL cancelled = SetThreadpoolTimerEx(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  if (cancelled)
    SetThreadpoolTimerEx(timer, NULL, 0, 0);
  CloseThreadpoolTimer(timer);
}

// The callback owns what it is given: where it was not recalled, it ends it.
BOOL give_back(PTP_WAIT wait) {
  if (!SetThreadpoolWaitEx(wait, NULL, NULL, NULL))
    return FALSE;
  return TRUE;
}
