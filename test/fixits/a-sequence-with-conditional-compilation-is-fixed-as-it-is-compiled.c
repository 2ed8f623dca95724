// RUN: %check %s
#include <windows.h>

#define WITH_WAIT 0

void the_wait_is_compiled_out(PTP_TIMER t) {
  SetThreadpoolTimer(t, NULL, 0, 0);
#if WITH_WAIT
  WaitForThreadpoolTimerCallbacks(t, TRUE);
#endif
  //+  WaitForThreadpoolTimerCallbacks(t, TRUE);
  CloseThreadpoolTimer(t);
  // expect: timer 't' is closed while its callback may still run; it was disarmed but not drained
}

void the_disarm_is_compiled_out(PTP_TIMER t) {
#if WITH_WAIT
  SetThreadpoolTimer(t, NULL, 0, 0);
#else
  //+  SetThreadpoolTimer(t, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(t, TRUE);
#endif
  CloseThreadpoolTimer(t);
  // expect: timer 't' is closed while its callback may still run; it was drained but not disarmed
}

void the_close_is_one_of_two(PTP_TIMER t) {
#ifdef SOMETHING_ELSE
  CloseThreadpoolTimer(t);
#else
  //+  SetThreadpoolTimer(t, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(t, TRUE);
  CloseThreadpoolTimer(t);
  // expect: timer 't' is closed while its callback may still run; it was neither disarmed nor drained
#endif
}

void all_of_it(PTP_TIMER t) {
#if !WITH_WAIT
  SetThreadpoolTimer(t, NULL, 0, 0);
#endif
#if !WITH_WAIT
  WaitForThreadpoolTimerCallbacks(t, TRUE);
#endif
  CloseThreadpoolTimer(t);
}
