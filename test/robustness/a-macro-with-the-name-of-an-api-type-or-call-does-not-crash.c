// RUN: %check %s
#include <windows.h>

#define SetThreadpoolTimer(...)
#define WaitForThreadpoolTimerCallbacks ignored =
#define CloseThreadpoolWork 0 ? (void)0 : (void)
#define PTP_POOL PTP_WORK

void stop(PTP_TIMER timer, PTP_POOL work, int ignored) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer != NULL);
  CloseThreadpoolWork(work);
}
