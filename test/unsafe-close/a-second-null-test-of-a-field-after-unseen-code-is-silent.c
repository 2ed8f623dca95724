// RUN: %check %s
// The unseen code is not given the session, and what it does to the field behind
// its back is its own affair: both tests speak of the same timer.
#include <windows.h>

struct session {
  PTP_TIMER timer;
  int ticks;
};
void log_line(const char *text, int number);

void stop(struct session *session) {
  if (session->timer != NULL) {
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  }
  log_line("stopped", session->ticks);
  if (session->timer != NULL) {
    CloseThreadpoolTimer(session->timer);
    session->timer = NULL;
  }
}
