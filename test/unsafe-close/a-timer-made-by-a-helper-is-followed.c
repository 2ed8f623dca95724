// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static PTP_TIMER start(DWORD period) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (timer)
    SetThreadpoolTimer(timer, &due, period, 0);
  return timer;
}

static BOOL make(PTP_TIMER *out) {
  *out = CreateThreadpoolTimer(on_tick, NULL, NULL);
  return *out != NULL;
}

void returned(void) {
  PTP_TIMER timer = start(100);
  if (!timer)
    return;
  Sleep(1000);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void stored(void) {
  PTP_TIMER timer;
  if (!make(&timer))
    return;
  SetThreadpoolTimer(timer, &due, 100, 0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}

void stored_and_never_armed(void) {
  PTP_TIMER timer;
  if (make(&timer))
    CloseThreadpoolTimer(timer);
}
