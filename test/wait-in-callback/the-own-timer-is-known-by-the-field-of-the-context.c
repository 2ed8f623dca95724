// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  struct session *next;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = (struct session *)context;
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  // expect: waiting for timer 'session->timer' inside its own callback never returns
}

BOOL start(struct session *session) {
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
  return session->timer != NULL;
}
