// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static int early(int *data, BOOL fail) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 30, 0);
  if (fail)
    return -1;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  return 0;
}

void failing(void) {
  int *data = malloc(sizeof *data);
  early(data, TRUE);
  free(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still run
}

void succeeding(void) {
  int *data = malloc(sizeof *data);
  early(data, FALSE);
  free(data);
}
