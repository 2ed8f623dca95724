// RUN: %check %s
#include <windows.h>

static BOOL drain(PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  return TRUE;
}

void by_and(PTP_TIMER timer, BOOL patient) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  (void)(patient && drain(timer));
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void by_or_and_if(PTP_TIMER timer, BOOL hurry, BOOL crash) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  if (!(hurry || crash))
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void by_condition(PTP_TIMER timer, BOOL hurry) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  hurry ? Sleep(0) : WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
