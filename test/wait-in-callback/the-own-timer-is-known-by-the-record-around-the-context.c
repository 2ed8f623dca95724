// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  int ticks;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = CONTAINING_RECORD(context, struct session, ticks);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  // expect: waiting for timer 'session->timer' inside its own callback never returns
}

void start(struct session *session) {
  session->timer = CreateThreadpoolTimer(on_tick, &session->ticks, NULL);
}
