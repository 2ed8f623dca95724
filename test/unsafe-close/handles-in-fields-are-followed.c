// RUN: %check %s
#include <windows.h>

struct clock {
  PTP_TIMER timer;
};
struct session {
  struct clock clock;
  struct clock *shared;
};

void stop(struct session *session) { // #entry
  SetThreadpoolTimer(session->clock.timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->clock.timer, TRUE);
  CloseThreadpoolTimer(session->clock.timer);
  //+  SetThreadpoolTimer(session->shared->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(session->shared->timer, TRUE);
  CloseThreadpoolTimer(session->shared->timer);
  // expect: timer 'session->shared->timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #entry: timer 'session->shared->timer' may already be armed when 'stop' is entered
}
