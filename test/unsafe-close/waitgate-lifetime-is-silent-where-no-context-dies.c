// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.WaitGate=lifetime
#include <windows.h>

void stop_wait(PTP_WAIT wait) {
  CloseThreadpoolWait(wait);
}

void stop_timer(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
