// RUN: %check %s
#include <windows.h>

#define JOIN(timer) WaitForThreadpoolTimerCallbacks(timer, TRUE)

void drain_in_a_macro(PTP_TIMER timer) {
  JOIN(timer);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
