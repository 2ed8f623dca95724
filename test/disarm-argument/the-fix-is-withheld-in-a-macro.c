// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

#define DISARM(timer, none) SetThreadpoolTimer(timer, none, 0, 0)

void stop(PTP_TIMER timer) {
  FILETIME none = {0};
  DISARM(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due
  //   time disarms it
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
