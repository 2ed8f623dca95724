// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(BOOL periodic) {
  PTP_TIMER timer = NULL;
  if (periodic) {
    timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
    if (timer)
      SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  Sleep(5000);
  if (periodic && timer) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  if (timer)
    CloseThreadpoolTimer(timer);
}
