// RUN: %check %s
// It adds no blocking.
#include <windows.h>

static CRITICAL_SECTION section;

void stop(PTP_TIMER timer) {
  EnterCriticalSection(&section);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
  LeaveCriticalSection(&section);
}
