// RUN: %check %s
#include <windows.h>

static void finish(PTP_TIMER timer, int rounds);

static void again(PTP_TIMER timer, int rounds) { finish(timer, rounds - 1); }

static void finish(PTP_TIMER timer, int rounds) {
  if (rounds) {
    again(timer, rounds);
    return;
  }
  CloseThreadpoolTimer(timer); //-
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed {{.*}}
}
