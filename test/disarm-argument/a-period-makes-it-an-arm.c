// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

void restart(PTP_TIMER timer, DWORD period) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, &now, 100, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, &now, period, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
