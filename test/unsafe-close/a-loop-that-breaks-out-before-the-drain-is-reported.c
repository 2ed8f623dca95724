// RUN: %check %s
#include <windows.h>

BOOL settled(void);

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  for (;;) {
    if (settled())
      break;
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
