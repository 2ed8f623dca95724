// RUN: %check %s
#include <windows.h>

#define STOP(timer)                                \
  do {                                             \
    SetThreadpoolTimer(timer, NULL, 0, 0);         \
    WaitForThreadpoolTimerCallbacks(timer, TRUE);  \
  } while (0)

BOOL settled(void);

void stop_by_macro(PTP_TIMER timer) {
  STOP(timer);
  CloseThreadpoolTimer(timer);
}

void stop_until_settled(PTP_TIMER timer) {
  do {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } while (!settled());
  CloseThreadpoolTimer(timer);
}

void stop_until_not_set(PTP_TIMER timer) {
  do {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } while (IsThreadpoolTimerSet(timer));
  CloseThreadpoolTimer(timer);
}
