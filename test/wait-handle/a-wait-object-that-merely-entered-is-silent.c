// RUN: %check %s threadpool-wait-handle
#include <windows.h>

typedef struct Session {
  PTP_WAIT wait;
  HANDLE event;
} Session;

void start(Session *session) { SetThreadpoolWait(session->wait, session->event, NULL); }

void stop(Session *session) { CloseHandle(session->event); }
