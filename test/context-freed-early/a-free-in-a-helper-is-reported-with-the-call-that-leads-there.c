// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void release(struct session *session) {
  free(session);
  // expect: context '{{.*}}' of timer 'session->timer' is released while the callback may still run
  // note #create: timer 'session->timer' is created here with callback 'on_tick' and context 'session'
  // note #arm: timer 'session->timer' is armed here
  // note #call: 'release' is called here
}

void run(void) {
  struct session *session = calloc(1, sizeof *session);
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL); // #create
  PTP_TIMER timer = session->timer;
  SetThreadpoolTimer(session->timer, &due, 1000, 0); // #arm
  release(session);                                  // #call
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
