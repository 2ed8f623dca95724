// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

#define DISARM(timer, none) SetThreadpoolTimer(timer, none, 0, 0)
#define CLOSE(timer) CloseThreadpoolTimer(timer)

void stop(PTP_TIMER timer) {
  FILETIME none = {0};
  DISARM(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due
  //   time disarms it
  CLOSE(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
