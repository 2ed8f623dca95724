// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

static void stop(PTP_TIMER timer);
struct Operations {
  void (*stop)(PTP_TIMER timer);
} operations = {stop};

void after_a_stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  stop(timer);
}

static void stop(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was neither disarmed nor drained
}
