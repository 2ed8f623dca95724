// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

void stop(PTP_TIMER timer, BOOL broken, BOOL hopeless) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  if (broken)
    ExitProcess(1);
  else if (hopeless)
    abort();
  else
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
