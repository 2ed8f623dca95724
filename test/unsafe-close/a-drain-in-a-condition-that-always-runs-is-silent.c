// RUN: %check %s
#include <windows.h>

static BOOL stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  return TRUE;
}

void by_and(PTP_TIMER timer) {
  if (timer && stop(timer))
    CloseThreadpoolTimer(timer);
}

void by_or(PTP_TIMER timer) {
  if (!timer || !stop(timer))
    return;
  CloseThreadpoolTimer(timer);
}

void by_comma(PTP_TIMER timer) {
  stop(timer), CloseThreadpoolTimer(timer);
}

void by_condition(PTP_TIMER timer, BOOL hurry) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, hurry ? TRUE : FALSE);
  CloseThreadpoolTimer(timer);
}
