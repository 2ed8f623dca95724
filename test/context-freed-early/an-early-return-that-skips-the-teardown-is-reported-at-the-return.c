// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run(void) {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL); // #create
  if (!timer)
    return -1;
  SetThreadpoolTimer(timer, &due, 1000, 0); // #arm
  if (!open_device())                       // #branch
    return -1;
  // expect: context '{{&?}}ticks' of timer 'timer' goes out of scope while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  return ticks;
}
