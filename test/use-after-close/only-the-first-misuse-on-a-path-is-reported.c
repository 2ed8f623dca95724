// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void stop_twice(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  // expect: timer 'timer' is disarmed after it was closed
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  timer = CreateThreadpoolTimer(tick, NULL, NULL); // a new value
  CloseThreadpoolTimer(timer);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed a second time
}
