// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  PTP_TIMER local = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  SetThreadpoolTimer(local, &due, 1000, 0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'data' is released afterwards
  //+  SetThreadpoolTimer(local, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(local, TRUE);
  CloseThreadpoolTimer(local);
  // expect: timer 'local' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context '{{&?}}ticks' is released afterwards
  free(data);
}
