// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER *timer) {
  //+  SetThreadpoolTimer(*timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(*timer, TRUE);
  CloseThreadpoolTimer(*timer);
  // expect: timer '*timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  *timer = NULL;
}

void stop_well(PTP_TIMER *timer) {
  SetThreadpoolTimer(*timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(*timer, TRUE);
  CloseThreadpoolTimer(*timer);
  *timer = NULL;
}
