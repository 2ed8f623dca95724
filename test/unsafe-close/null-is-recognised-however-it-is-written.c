// RUN: %check %s
#include <windows.h>

#define NO_DUE_TIME NULL
#define DISARM(timer) SetThreadpoolTimer(timer, (PFILETIME)0, 0, 0)

void by_literal(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, 0, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_cast(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, (FILETIME *)(void *)0, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_macro(PTP_TIMER first, PTP_TIMER second) {
  SetThreadpoolTimer(first, NO_DUE_TIME, 0, 0);
  WaitForThreadpoolTimerCallbacks(first, TRUE);
  CloseThreadpoolTimer(first);
  DISARM(second);
  WaitForThreadpoolTimerCallbacks(second, TRUE);
  CloseThreadpoolTimer(second);
}

void by_variable(PTP_TIMER timer) {
  PFILETIME never = NULL;
  SetThreadpoolTimer(timer, never, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_const_variable(PTP_TIMER timer, PTP_WAIT wait) {
  static FILETIME *const never = NULL;
  const HANDLE nothing = NULL;
  SetThreadpoolTimer(timer, never, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  SetThreadpoolWait(wait, nothing, never);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

// The period has no meaning without a due time.
void with_a_period(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 1000, 50);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
