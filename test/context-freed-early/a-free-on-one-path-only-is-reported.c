// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  void *same = data;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  if (!open_device())
    free(same);
  // expect: context '{{data|same}}' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
