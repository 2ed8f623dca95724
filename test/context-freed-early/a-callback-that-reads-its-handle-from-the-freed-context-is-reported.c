// RUN: %check %s threadpool-context-freed-early threadpool-self-close-overlap threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Session {
  PTP_TIMER timer;
  PTP_TIMER last;
} Session;

static void session_close(Session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  DisassociateCurrentThreadFromCallback(instance);
  free(session);
  // expect: context 'session' of timer 'session->timer' is released in its own callback before the timer is stopped
  session_close(session);
}

static VOID CALLBACK on_last(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  free(session);
  // expect: context 'session' of timer 'session->last' is released in its own callback before the timer is stopped
  // note #created: 'on_last' is the callback of timer 'session->last'
  CloseThreadpoolTimer(session->last);
}

void start(Session *session, FILETIME due) {
  session->timer = CreateThreadpoolTimer(on_timer, session, NULL);
  session->last = CreateThreadpoolTimer(on_last, session, NULL); // #created
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  SetThreadpoolTimer(session->last, &due, 0, 0);
}
