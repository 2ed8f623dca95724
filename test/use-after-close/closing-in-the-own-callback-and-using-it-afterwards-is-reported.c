// RUN: %check %s threadpool-use-after-close
#include <windows.h>

typedef struct Session {
  PTP_TIMER timer;
} Session;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  FILETIME due = {1, 2};
  CloseThreadpoolTimer(timer); // #closed
  SetThreadpoolTimer(session->timer, &due, 0, 0);
  // expect: timer 'session->timer' is armed after it was closed
  // note #created: 'tick' is the callback of timer 'session->timer'
  // note #closed: timer 'timer' is closed here
}

void start(Session *session) {
  session->timer = CreateThreadpoolTimer(tick, session, NULL); // #created
}
