// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  free(context);
  CloseThreadpoolTimer(timer);
}

void start(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  if (timer)
    SetThreadpoolTimer(timer, &due, 0, 0);
}
