// RUN: %check %s --dialects=msvc
#include <windows.h>

int step(void);

// Who comes out at the end has stopped it.
int stopped_after_the_last_statement(PTP_TIMER timer) {
  __try {
    if (step())
      return 0;
  } __finally {
    if (!AbnormalTermination()) {
      SetThreadpoolTimer(timer, NULL, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
  }
  CloseThreadpoolTimer(timer);
  return 1;
}

int closed_on_a_return(PTP_TIMER timer) {
  __try {
    if (step())
      return 0;
  } __finally {
    if (AbnormalTermination()) {
      //+      SetThreadpoolTimer(timer, NULL, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it
      //   was neither disarmed nor drained
    }
  }
  return 1;
}
