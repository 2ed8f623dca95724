// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

void stop(struct session *session) {
  PTP_TIMER timer = session->timer;
  PTP_TIMER same;
  session->timer = NULL;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  same = timer;
  WaitForThreadpoolTimerCallbacks(same, TRUE);
  CloseThreadpoolTimer(timer);
}

void stop_by_another_pointer(struct session *session) {
  struct session *same = session;
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(same->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}

void forget_the_drain(struct session *session) {
  PTP_TIMER timer = session->timer;
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  session->timer = NULL;
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
