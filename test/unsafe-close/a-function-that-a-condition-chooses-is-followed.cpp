// RUN: %check %s
#include <windows.h>

static void half(PTP_TIMER timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); }
static void full(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
static void full_as_well(PTP_TIMER timer) { full(timer); }

void one_of_them_only_disarms(PTP_TIMER timer, bool all) {
  void (*stop)(PTP_TIMER) = all ? full : half;
  stop(timer);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void both_stop(PTP_TIMER timer, bool all) {
  void (*stop)(PTP_TIMER) = all ? full : full_as_well;
  stop(timer);
  CloseThreadpoolTimer(timer);
}
