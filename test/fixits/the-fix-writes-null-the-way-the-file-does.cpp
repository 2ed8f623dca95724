// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

PTP_TIMER start() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (timer != NULL)
    SetThreadpoolTimer(timer, &due, 1000, 0);
  return timer;
}

void stop(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
