// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

static void destroy(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #entry: timer '{{timer|session->timer}}' may already be armed when 'stop' is entered
  // note #outer: 'release' is called here
  // note #inner: 'destroy' is called here
}

static void release(struct session *session) {
  destroy(session->timer); // #inner
}

void stop(struct session *session) { // #entry
  release(session); // #outer
}
