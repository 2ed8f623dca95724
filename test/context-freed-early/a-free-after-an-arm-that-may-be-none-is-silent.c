// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME *due; // null for never

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void *context, FILETIME now) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, context, NULL);
  SetThreadpoolTimer(timer, &now, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, due, 0, 0);
  free(context);
  CloseThreadpoolTimer(timer);
}
