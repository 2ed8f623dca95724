// RUN: %check %s
#include <windows.h>

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
static void shut(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

template <class T, void (*Stop)(T), void (*Shut)(T)> static void tearDown(T &handle) {
  if (handle) {
    Stop(handle);
    Shut(handle);
    handle = nullptr;
  }
}

void end(PTP_TIMER &timer) { tearDown<PTP_TIMER, stop, shut>(timer); }
