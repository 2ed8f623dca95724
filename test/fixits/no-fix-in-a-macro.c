// RUN: %check %s
#include <windows.h>

#define CLOSE(timer) CloseThreadpoolTimer(timer)
#define CLOSE_AND_FORGET(timer)    \
  do {                             \
    CloseThreadpoolTimer(timer);   \
    (timer) = NULL;                \
  } while (0)

void close_in_a_macro(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  CLOSE(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void statements_in_a_macro(PTP_TIMER timer) {
  CLOSE_AND_FORGET(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
