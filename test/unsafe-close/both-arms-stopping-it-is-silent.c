// RUN: %check %s
#include <windows.h>

void log_line(const char *text);

void stop(PTP_TIMER timer, BOOL hurry) {
  if (hurry) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } else {
    log_line("draining");
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
  }
  CloseThreadpoolTimer(timer);
}

void drain_on_both(PTP_TIMER timer, BOOL hurry) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  if (hurry)
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  else
    WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}
