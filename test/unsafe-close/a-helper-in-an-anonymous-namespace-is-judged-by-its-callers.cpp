// RUN: %check %s
#include <windows.h>

namespace {
void destroy(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
} // namespace

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  destroy(timer);
}
