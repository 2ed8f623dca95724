// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  volatile LONG references;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void start(struct session *session, FILETIME due) {
  InterlockedIncrement(&session->references);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (InterlockedDecrement(&session->references) == 0)
    free(session);
}
