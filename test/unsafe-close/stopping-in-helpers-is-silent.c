// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

static void drain(PTP_TIMER timer) { WaitForThreadpoolTimerCallbacks(timer, TRUE); }
static void disarm(PTP_TIMER timer) { SetThreadpoolTimer(timer, NULL, 0, 0); }
static void quiesce(struct session *session) {
  disarm(session->timer);
  drain(session->timer);
}
static void settle(struct session *session) { quiesce(session); }

void stop(struct session *session) {
  settle(session);
  CloseThreadpoolTimer(session->timer);
}
