// RUN: %check %s
#include <windows.h>

struct Guard {
  PTP_TIMER timer;
  bool on;
  explicit Guard(PTP_TIMER t) : timer(t), on(true) {}
  ~Guard() {
    if (on) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
  }
};
static Guard guard(PTP_TIMER timer) { return Guard(timer); }

void leave(PTP_TIMER timer) {
  { Guard stop = guard(timer); }
  CloseThreadpoolTimer(timer);
}
