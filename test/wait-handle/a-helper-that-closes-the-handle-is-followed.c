// RUN: %check %s threadpool-wait-handle
#include <windows.h>

typedef struct Session {
  PTP_WAIT wait;
  HANDLE event;
} Session;

static void close_event(Session *session) {
  CloseHandle(session->event);
  // expect: 'session->event' is closed while wait object 'session->wait' still
  //   watches it
  session->event = NULL;
}

void restart(Session *session, HANDLE event) {
  session->event = event;
  SetThreadpoolWait(session->wait, session->event, NULL);
  close_event(session);
}
