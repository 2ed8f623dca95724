// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
void stop(PTP_TIMER timer);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  stop(timer);
  free(data);
}
