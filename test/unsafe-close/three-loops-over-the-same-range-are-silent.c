// RUN: %check %s
#include <windows.h>

#define COUNT 8

void fixed(PTP_TIMER timers[COUNT]) {
  int i;
  for (i = 0; i < COUNT; i++)
    SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (i = 0; i < COUNT; i++)
    WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
  for (i = 0; i < COUNT; i++)
    CloseThreadpoolTimer(timers[i]);
}

void counted(PTP_TIMER *timers, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (unsigned i = 0; i < count; ++i)
    WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
  for (unsigned i = 0; i < count; ++i)
    CloseThreadpoolTimer(timers[i]);
}
