// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  PTP_TIMER timer;
  struct session *next;
};

void array(PTP_TIMER *timers, int count) {
  for (int i = 0; i < count; ++i) {
    SetThreadpoolTimer(timers[i], NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
    CloseThreadpoolTimer(timers[i]);
  }
}

void array_by_pointer(PTP_TIMER *timers, int count) {
  for (PTP_TIMER *timer = timers; timer != timers + count; ++timer) {
    SetThreadpoolTimer(*timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(*timer, TRUE);
    CloseThreadpoolTimer(*timer);
  }
}

void list(struct session *session) {
  while (session) {
    struct session *next = session->next;
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
    CloseThreadpoolTimer(session->timer);
    free(session);
    session = next;
  }
}
