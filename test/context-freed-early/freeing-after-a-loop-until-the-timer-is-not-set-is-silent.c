// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  if (++*(int *)context < 3)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void run(void) {
  int *data = calloc(1, sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  do {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } while (IsThreadpoolTimerSet(timer));
  free(data);
  CloseThreadpoolTimer(timer);
}
