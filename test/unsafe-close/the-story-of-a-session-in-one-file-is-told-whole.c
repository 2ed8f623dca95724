// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
  int ticks;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  session->ticks++;
}

static struct session *session_open(void) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return NULL;
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
  if (!session->timer) {
    free(session);
    return NULL;
  }
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  return session;
}

static void session_close(struct session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
  // expect: timer 'session->timer' is closed while its callback may still run; it was
  //   disarmed but not drained, and its context 'session' is released afterwards
  free(session);
}

int main(void) {
  struct session *session = session_open();
  if (!session)
    return 1;
  Sleep(5000);
  session_close(session);
  return 0;
}
