// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

void stop(PTP_TIMER timer) {
  SetThreadpoolTimerEx(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained [threadpool-unsafe-close]
}
