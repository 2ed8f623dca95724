// RUN: %check %s
#include <windows.h>

void disarmed_while_set(PTP_TIMER timer) {
  while (IsThreadpoolTimerSet(timer))
    SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void disarmed_if_set(PTP_TIMER timer) {
  if (IsThreadpoolTimerSet(timer))
    SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

// What was queued before can still run.
void not_drained(PTP_TIMER timer) {
  if (IsThreadpoolTimerSet(timer))
    return;
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void closed_where_it_is_set(PTP_TIMER timer) {
  if (!IsThreadpoolTimerSet(timer))
    return;
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
