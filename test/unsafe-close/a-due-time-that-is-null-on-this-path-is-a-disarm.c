// RUN: %check %s
#include <windows.h>

extern FILETIME due;

// Arms or disarms by the same flag that guards the teardown.
void correlated(PTP_TIMER timer, BOOL again) {
  PFILETIME when = NULL;
  if (again)
    when = &due;
  SetThreadpoolTimer(timer, when, 0, 0);
  if (!again) {
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
}

void tested(PTP_TIMER timer, PFILETIME when) {
  if (when == NULL) {
    SetThreadpoolTimer(timer, when, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
}

void uncorrelated(PTP_TIMER timer, BOOL again) {
  PFILETIME when = again ? &due : NULL;
  SetThreadpoolTimer(timer, when, 0, 0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
