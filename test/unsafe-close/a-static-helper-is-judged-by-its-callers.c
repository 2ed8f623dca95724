// RUN: %check %s
#include <windows.h>

static void destroy(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  destroy(timer);
}

void stop_if_there(PTP_TIMER *timer) {
  if (!*timer)
    return;
  SetThreadpoolTimer(*timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(*timer, TRUE);
  destroy(*timer);
  *timer = NULL;
}
