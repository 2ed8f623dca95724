// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
  char *name;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  struct session *session = calloc(1, sizeof *session);
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
  free(session->name);
  free(session);
}

void stop(struct session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
  free(session);
}
