// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run(BOOL ready) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  if (!timer) {
    free(data);
    return -1;
  }
  if (!ready) {
    free(data);
    CloseThreadpoolTimer(timer);
    return -1;
  }
  SetThreadpoolTimer(timer, &due, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  free(data);
  return 0;
}
