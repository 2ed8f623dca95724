// RUN: %check %s
#include <windows.h>

struct Session {
  int open;
  PTP_TIMER timer;
};

static void clear(struct Session *session) { session->open = 0; }
static void forget(struct Session *session) { session->timer = NULL; }
static void forgetThrough(struct Session *session) { forget(session); }

void flag(struct Session *session) {
  session->open = 1;
  clear(session);
  if (session->open)
    CloseThreadpoolTimer(session->timer);
}

void handle(struct Session *session) {
  forgetThrough(session);
  if (session->timer)
    CloseThreadpoolTimer(session->timer);
}
