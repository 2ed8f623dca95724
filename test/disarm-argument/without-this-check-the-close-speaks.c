// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

#define DISARM(timer, none) SetThreadpoolTimer(timer, none, 0, 0)
#define STOP(timer) WaitForThreadpoolTimerCallbacks(timer, TRUE), CloseThreadpoolTimer(timer)

void stop(PTP_TIMER timer) {
  FILETIME none = {0};
  DISARM(timer, &none);
  STOP(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}
