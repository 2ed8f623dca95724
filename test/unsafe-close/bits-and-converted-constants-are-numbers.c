// RUN: %check %s
#include <windows.h>

enum { Drain = 1, Fast = 2 };
#define FAILURE ((HRESULT)0x80004005L)

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

static void end(PTP_TIMER timer, int mode) {
  if (mode & Drain)
    stop(timer);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was neither
  //   disarmed nor drained
}
void both(PTP_TIMER timer) { end(timer, Drain | Fast); }
void fastOnly(PTP_TIMER timer) { end(timer, Fast); }

void sameBit(PTP_TIMER timer, unsigned flags) {
  if (flags & 1)
    stop(timer);
  if (flags & 1)
    CloseThreadpoolTimer(timer);
}

void result(PTP_TIMER timer, int stopped) {
  HRESULT hr = FAILURE;
  if (stopped) {
    stop(timer);
    hr = 0;
  }
  if (hr < 0)
    return;
  CloseThreadpoolTimer(timer);
}
