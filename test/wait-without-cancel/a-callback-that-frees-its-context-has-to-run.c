// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  free(context);
}

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, malloc(1), NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}
