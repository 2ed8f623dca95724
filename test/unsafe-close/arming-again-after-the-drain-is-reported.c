// RUN: %check %s
// No fix: whether the arm or the drain is too much is the author's to say.
#include <windows.h>

extern FILETIME due;

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // #drain
  SetThreadpoolTimer(timer, &due, 0, 0);        // #arm
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   armed again after it was drained
}

void stop_wait(PTP_WAIT wait, HANDLE event) {
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  SetThreadpoolWait(wait, event, NULL);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   armed again after it was drained
}
