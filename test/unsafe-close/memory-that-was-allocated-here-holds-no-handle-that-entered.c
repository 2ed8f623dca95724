// RUN: %check %s
#include <stdlib.h>
#include <string.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

void copy_and_close(const void *from) {
  struct session *session = malloc(sizeof *session);
  memcpy(session, from, sizeof *session);
  CloseThreadpoolTimer(session->timer);
  free(session);
}
