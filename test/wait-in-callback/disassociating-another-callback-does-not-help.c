// RUN: %check %s
#include <windows.h>

struct session {
  PTP_CALLBACK_INSTANCE first_instance;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  DisassociateCurrentThreadFromCallback(session->first_instance);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns
}

void start(struct session *session) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, NULL);
}
