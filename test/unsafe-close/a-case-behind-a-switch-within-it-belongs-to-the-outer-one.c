// RUN: %check %s
#include <windows.h>

static PTP_TIMER timer;
void log_zero(void);

void reaches_the_close(int kind) {
  switch (kind) {
  default:
    switch (kind) {
    case 0:
      log_zero();
    }
  case 0:
    if (kind > 3) {
      //+      SetThreadpoolTimer(timer, NULL, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it was
      //   neither disarmed nor drained
    }
    break;
  }
}

// Three never leads there.
void does_not(int kind) {
  switch (kind) {
  default:
    switch (kind) {
    case 1:
      return;
    }
    if (kind > 2)
      return;
  case 0:
    if (kind == 3)
      CloseThreadpoolTimer(timer);
    break;
  }
}
