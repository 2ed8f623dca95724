// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
  PTP_WAIT wait;
};

void stop_timer(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

// The queued callbacks run inside the wait: memory-safe all the same.
void stop_without_cancel(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}

void stop_both(struct session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  SetThreadpoolWait(session->wait, NULL, NULL);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  WaitForThreadpoolWaitCallbacks(session->wait, TRUE);
  CloseThreadpoolTimer(session->timer);
  CloseThreadpoolWait(session->wait);
  free(session);
}
