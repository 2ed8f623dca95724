// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  struct session *next;
};

void stop_all(struct session *session) {
  for (; session; session = session->next) {
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
    CloseThreadpoolTimer(session->timer);
    // expect: timer 'session->timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }
}
