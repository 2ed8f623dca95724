// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

void close_only(PTP_TIMER *timers, int count) {
  for (int i = 0; i < count; ++i) {
    CloseThreadpoolTimer(timers[i]);
    // expect: timer 'timers[i]' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
}

void two_loops(PTP_TIMER *timers, int count) {
  for (int i = 0; i < count; ++i)
    SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (int i = 0; i < count; ++i) {
    CloseThreadpoolTimer(timers[i]);
    // expect: timer 'timers[i]' is closed while its callback may still run; it was
    //   disarmed but not drained
  }
}
