// RUN: %check %s --dialects=real
#include <initializer_list>
#include <windows.h>

void stopped_in_a_loop(PTP_TIMER first, PTP_TIMER second) {
  for (PTP_TIMER timer : {first, second}) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  CloseThreadpoolTimer(first);
  CloseThreadpoolTimer(second);
}

void only_one_is_in_it(PTP_TIMER first, PTP_TIMER second) {
  for (PTP_TIMER timer : {first}) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  CloseThreadpoolTimer(first);
  //+  SetThreadpoolTimer(second, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(second, TRUE);
  CloseThreadpoolTimer(second);
  // expect: timer 'second' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
