// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  PTP_WORK work;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  WaitForThreadpoolWorkCallbacks(session->work, TRUE);
  // expect: waiting for work object 'session->work' here can deadlock: its callback 'on_work' waits for timer 'session->timer', whose callback is this one
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct session *session = context;
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
}

void start(struct session *session) {
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
  session->work = CreateThreadpoolWork(on_work, session, NULL);
}
