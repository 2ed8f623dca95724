// RUN: %check %s threadpool-use-after-close
#include <windows.h>

typedef struct Session {
  PTP_TIMER timer;
  LONG ticks;
} Session;

void stop(Session *session) {
  CloseThreadpoolTimer(session->timer);
  ZeroMemory(session, sizeof(*session));
  if (session->timer)
    CloseThreadpoolTimer(session->timer);
}
