// RUN: %check %s
#include <windows.h>

struct Holder {
  PTP_TIMER get() const;
  PTP_TIMER &slot();
  static Holder &instance();
  PTP_TIMER timer;
};
extern FILETIME due;
PTP_TIMER find_timer(int id);

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

// Each call may give another handle, or the same.
void by_value(const Holder &holder) {
  stop(holder.get());
  CloseThreadpoolTimer(holder.get());
}

void by_reference(Holder &holder) {
  stop(holder.slot());
  CloseThreadpoolTimer(holder.slot());
}

void of_the_same_expression() {
  stop(Holder::instance().timer);
  CloseThreadpoolTimer(Holder::instance().timer);
}

void alone() { CloseThreadpoolTimer(find_timer(1)); }

// What is done to it here is known.
void armed_here() {
  PTP_TIMER timer = find_timer(2);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

// A member of an object that a call gives is a member.
void member() {
  Holder &holder = Holder::instance();
  //+  SetThreadpoolTimer(holder.timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(holder.timer, TRUE);
  CloseThreadpoolTimer(holder.timer);
  // expect: timer 'holder.timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
