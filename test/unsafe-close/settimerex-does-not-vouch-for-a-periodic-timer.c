// RUN: %check %s
// An older tick may still be running. A period that is not known counts as one.
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void periodic(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 100, 0);
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void unknown_period(PTP_TIMER timer) {
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
