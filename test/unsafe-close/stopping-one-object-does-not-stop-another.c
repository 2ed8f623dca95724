// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

void stop(struct session *session, struct session *other) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  //+  SetThreadpoolTimer(other->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(other->timer, TRUE);
  CloseThreadpoolTimer(other->timer);
  // expect: timer 'other->timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
