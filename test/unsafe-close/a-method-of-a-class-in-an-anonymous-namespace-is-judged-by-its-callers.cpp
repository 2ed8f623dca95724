// RUN: %check %s
#include <windows.h>

namespace {
struct Clock {
  PTP_TIMER timer;
  void destroy() { CloseThreadpoolTimer(timer); }
};
} // namespace

static Clock wall_clock;

void stop() {
  SetThreadpoolTimer(wall_clock.timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(wall_clock.timer, TRUE);
  wall_clock.destroy();
}
