// RUN: %check %s
#include <windows.h>

namespace {
void destroy(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

struct Clock {
  PTP_TIMER timer;
  void destroy() { CloseThreadpoolTimer(timer); }
};
} // namespace

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  destroy(timer);
}

void stop(Clock &clock) {
  SetThreadpoolTimer(clock.timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(clock.timer, TRUE);
  clock.destroy();
}
