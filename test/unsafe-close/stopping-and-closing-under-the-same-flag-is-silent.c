// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(const BOOL periodic) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (periodic)
    SetThreadpoolTimer(timer, &due, 1000, 0);
  Sleep(5000);
  if (periodic) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  CloseThreadpoolTimer(timer);
}

void remember(int items) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  BOOL armed = FALSE;
  if (items > 3) {
    SetThreadpoolTimer(timer, &due, 0, 0);
    armed = TRUE;
  }
  Sleep(10);
  if (armed == TRUE) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    armed = FALSE;
  }
  CloseThreadpoolTimer(timer);
}
