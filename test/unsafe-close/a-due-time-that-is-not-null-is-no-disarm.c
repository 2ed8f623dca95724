// RUN: %check %s
#include <windows.h>

void set_to_now(FILETIME *time);

void by_address(PTP_TIMER timer) {
  FILETIME due;
  set_to_now(&due);
  SetThreadpoolTimer(timer, &due, 0, 0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}

void by_variable(PTP_TIMER timer) {
  FILETIME due;
  PFILETIME when = NULL;
  set_to_now(&due);
  when = &due;
  SetThreadpoolTimer(timer, when, 0, 0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   drained but not disarmed
}

// No timeout means for ever: it is the handle that disarms.
void wait_without_a_timeout(PTP_WAIT wait, HANDLE event) {
  if (!event)
    return;
  SetThreadpoolWait(wait, event, NULL);
  //+  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   drained but not disarmed
}

void wait_with_only_a_timeout(PTP_WAIT wait) {
  FILETIME timeout;
  set_to_now(&timeout);
  SetThreadpoolWait(wait, NULL, &timeout);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}
