// RUN: %check %s threadpool-wait-handle
#include <windows.h>

typedef struct Session {
  PTP_WAIT wait;
  HANDLE event;
} Session;

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  Session *session = context;
  CloseHandle(session->event);
  CloseThreadpoolWait(wait);
}

void start(Session *session) {
  session->wait = CreateThreadpoolWait(signalled, session, NULL);
  if (session->wait)
    SetThreadpoolWait(session->wait, session->event, NULL);
}
