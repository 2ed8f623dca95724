// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  PTP_WORK work;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  WaitForThreadpoolWorkCallbacks(session->work, TRUE);
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
}

void start(struct session *session) {
  session->work = CreateThreadpoolWork(on_work, session, NULL);
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
}
