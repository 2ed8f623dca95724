// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

void stop(PTP_TIMER timer) { // #stop
  FILETIME none = {0};
  SetThreadpoolTimer(timer, &none, 0, 0); // #set //-
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  // expect #set: a due time of zero fires timer 'timer' at once; only a null
  //   due time disarms it
  // note #stop: timer 'timer' may already be armed when 'stop' is entered
  // note #set: timer 'timer' is armed here
  // note #wait: timer 'timer' is drained here, but it is still armed and can
  //   fire again
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // #wait
  CloseThreadpoolTimer(timer);
}
