// RUN: %check %s threadpool-wait-without-cancel
#include <windows.h>

void stop(PTP_TIMER timer, PTP_WAIT wait) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, FALSE);
  CloseThreadpoolWait(wait);
}
