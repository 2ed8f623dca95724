// RUN: %check %s
#include <windows.h>

enum manner { GRACEFUL, QUICK };

void with_default(PTP_TIMER timer, int how) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  switch (how) {
  case 0:
    Sleep(10);
    // fall through
  case 1:
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    break;
  default:
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
  }
  CloseThreadpoolTimer(timer);
}

void over_an_enumeration(PTP_TIMER timer, enum manner how) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  switch (how) {
  case GRACEFUL:
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
    break;
  case QUICK:
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    break;
  }
  CloseThreadpoolTimer(timer);
}
