// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

static PTP_TIMER timers[2];

void stop_first(void) {
  SetThreadpoolTimer(timers[0], NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timers[0], TRUE);
  CloseThreadpoolTimer(timers[0]);
}

void mix_up(void) {
  SetThreadpoolTimer(timers[0], NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timers[0], TRUE);
  CloseThreadpoolTimer(timers[1]);
  // expect: timer 'timers[1]' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void stop_one(PTP_TIMER *timers, int i) {
  SetThreadpoolTimer(timers[i], NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
  CloseThreadpoolTimer(timers[i]);
}
