// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run_once(void) {
  FILETIME now = {0};
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &now, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void run_again(PTP_TIMER timer) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, &now, 0, 0); // stopped before: this is an arm
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
