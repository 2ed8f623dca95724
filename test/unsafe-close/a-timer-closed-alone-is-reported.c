// RUN: %check %s
#include <windows.h>

void stop(PTP_TIMER timer) { // #entry
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained [threadpool-unsafe-close]
  // note #entry: timer 'timer' may already be armed when 'stop' is entered
}
