// RUN: %check %s threadpool-use-after-close
#include <windows.h>

typedef struct Session {
  PTP_TIMER timer;
} Session;

void stop(Session *session) {
  PTP_TIMER own = session->timer;
  CloseThreadpoolTimer(own);
  CloseThreadpoolTimer(session->timer);
  // expect: timer 'session->timer' is closed a second time
}
