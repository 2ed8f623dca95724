// RUN: %check %s
#include <windows.h>

static CRITICAL_SECTION section;
static int closing;

void stop(PTP_TIMER timer) {
  EnterCriticalSection(&section);
  closing = 1;
  LeaveCriticalSection(&section);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
