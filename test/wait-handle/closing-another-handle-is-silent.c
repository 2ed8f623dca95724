// RUN: %check %s threadpool-wait-handle
#include <windows.h>

typedef struct Session {
  PTP_WAIT wait;
  HANDLE event;
} Session;

void another(PTP_WAIT wait, HANDLE event, HANDLE file) {
  SetThreadpoolWait(wait, event, NULL);
  CloseHandle(file);
}

void of_another_session(Session *mine, Session *other) {
  SetThreadpoolWait(mine->wait, mine->event, NULL);
  CloseHandle(other->event);
}
