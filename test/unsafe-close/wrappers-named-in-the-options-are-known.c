// RUN: %check %s threadpool-unsafe-close \
// RUN:   threadpool-unsafe-close.DisarmFunctions='timer_disarm;other_disarm' \
// RUN:   threadpool-unsafe-close.DrainFunctions='timer_join' \
// RUN:   threadpool-unsafe-close.CloseFunctions='timer_close'
#include <windows.h>

void timer_disarm(PTP_TIMER timer);
void other_disarm(PTP_TIMER timer, int reason);
void timer_join(PTP_TIMER timer);
void timer_close(PTP_TIMER timer);

void all_three(PTP_TIMER timer) {
  timer_disarm(timer);
  timer_join(timer);
  timer_close(timer);
}

void mixed_with_the_api(PTP_TIMER timer) {
  other_disarm(timer, 1);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void closed_by_a_wrapper(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  timer_close(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void no_drain(PTP_TIMER timer) {
  timer_disarm(timer);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
