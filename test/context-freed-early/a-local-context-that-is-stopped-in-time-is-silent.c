// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run(void) {
  int ticks = 0, result = -1;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  if (!timer)
    return -1;
  SetThreadpoolTimer(timer, &due, 10, 0);
  if (!open_device())
    goto stop;
  Sleep(35);
  result = ticks;
stop:
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  return result;
}
