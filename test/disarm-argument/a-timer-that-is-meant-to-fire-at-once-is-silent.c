// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void kick(PTP_TIMER timer) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, &now, 0, 0);
}

void kick_and_stop_later(PTP_TIMER timer) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, &now, 0, 0);
  Sleep(1000);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void kick_and_wait_for_an_event(PTP_TIMER timer, HANDLE done) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, &now, 0, 0);
  WaitForSingleObject(done, INFINITE);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

void kick_and_let_it_run(PTP_TIMER timer) {
  FILETIME now = {0};
  SetThreadpoolTimer(timer, &now, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
}
