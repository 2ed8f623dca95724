// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer); // NOLINT(threadpool-unsafe-close)
}

void stop_another(PTP_TIMER timer) {
  // NOLINTNEXTLINE
  CloseThreadpoolTimer(timer);
}

void stop_a_third(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer); // NOLINT(threadpool-context-freed-early)
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
