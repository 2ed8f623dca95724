// RUN: %check %s
#include <windows.h>

extern FILETIME due;

void restart_and_stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, &due, 0, 0);
  Sleep(1000);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void wait_twice(PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
