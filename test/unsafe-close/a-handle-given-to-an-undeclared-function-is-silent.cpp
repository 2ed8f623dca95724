// RUN: %check %s --broken
#include <windows.h>

// A header is missing, as it often is in an editor: what stops these is there.
struct owner {
  PTP_TIMER timer;
};

void given_itself(PTP_TIMER timer) {
  stop_my_timer(timer);
  CloseThreadpoolTimer(timer);
}

void given_with_its_owner(owner *all) {
  stop_all(all, 1);
  CloseThreadpoolTimer(all->timer);
}

void given_in_a_condition(PTP_TIMER timer) {
  if (stop_my_timer(timer))
    CloseThreadpoolTimer(timer);
}

void given_inside_another(PTP_TIMER timer) {
  check(stop_my_timer(timer));
  CloseThreadpoolTimer(timer);
}

void another_is_given(PTP_TIMER timer, PTP_TIMER other) {
  stop_my_timer(other);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
