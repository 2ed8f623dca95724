// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer, PTP_WAIT wait) {
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  //+  SetThreadpoolWait(wait, nullptr, nullptr);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
