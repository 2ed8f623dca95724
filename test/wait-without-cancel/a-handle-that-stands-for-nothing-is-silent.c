// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

void forgotten(PTP_TIMER timer) {
  if (timer)
    return;
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
}

void closed(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
}
