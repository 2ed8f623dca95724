// RUN: %check %s
#include <windows.h>

static void even(PTP_TIMER timer, int depth);
static void odd(PTP_TIMER timer, int depth) {
  if (depth > 0)
    even(timer, depth - 1);
}
static void even(PTP_TIMER timer, int depth) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  if (depth > 0)
    odd(timer, depth - 1);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

void stop(PTP_TIMER timer, int depth) {
  even(timer, depth);
  CloseThreadpoolTimer(timer);
}
