// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

void stop(struct session *session) {
  if (session->timer) {
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  }
  Sleep(10);
  if (session->timer != NULL)
    CloseThreadpoolTimer(session->timer);
  session->timer = NULL;
}

void stop_early_return(PTP_TIMER timer) {
  if (!timer)
    return;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  if (NULL == timer)
    return;
  CloseThreadpoolTimer(timer);
}
