// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

void stop(PTP_TIMER timer) {
  FILETIME none = {0};
  SetThreadpoolTimer(timer, &none, 0, 0); //-
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  // expect: a due time of zero fires timer 'timer' at once; only a null due
  //   time disarms it
  CloseThreadpoolTimer(timer);
}
