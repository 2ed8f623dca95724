// RUN: %check %s
#include <windows.h>

static PTP_TIMER timer;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER own) {
}

static VOID CALLBACK stop(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

BOOL start(void) {
  timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  return TrySubmitThreadpoolCallback(stop, NULL, NULL);
}
