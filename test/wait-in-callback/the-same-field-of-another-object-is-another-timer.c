// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  struct session *next;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  WaitForThreadpoolTimerCallbacks(session->next->timer, TRUE);
}

void start(struct session *session) {
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
}
