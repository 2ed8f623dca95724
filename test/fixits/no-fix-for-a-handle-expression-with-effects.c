// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};

static struct session *current(struct session *session) { return session; }
static PTP_TIMER take(PTP_TIMER *timer) {
  PTP_TIMER taken = *timer;
  *timer = NULL;
  return taken;
}

void by_call(PTP_TIMER *timer) {
  CloseThreadpoolTimer(take(timer));
  // expect: timer 'take(timer)' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void by_call_for_the_base(struct session *session) {
  CloseThreadpoolTimer(current(session)->timer);
  // expect: timer 'current(session)->timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void by_increment(PTP_TIMER *timer) {
  CloseThreadpoolTimer(*timer++);
  // expect: timer '*timer++' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
