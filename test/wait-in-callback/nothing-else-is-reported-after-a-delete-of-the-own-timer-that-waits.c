// RUN: %check %s
#include <windows.h>

struct session {
  HANDLE queue, timer;
  PTP_TIMER other;
};

static VOID CALLBACK on_tick(PVOID context, BOOLEAN fired) {
  struct session *session = context;
  DeleteTimerQueueTimer(session->queue, session->timer, INVALID_HANDLE_VALUE);
  // expect: {{.*}} never returns{{.*}}
  CloseThreadpoolTimer(session->other);
}

void start(struct session *session) {
  CreateTimerQueueTimer(&session->timer, session->queue, on_tick, session, 100, 100, 0);
}
