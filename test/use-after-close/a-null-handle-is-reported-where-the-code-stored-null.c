// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void restart(PTP_TIMER timer, FILETIME due) {
  CloseThreadpoolTimer(timer);
  timer = NULL; // #null
  SetThreadpoolTimer(timer, &due, 0, 0);
  // expect: timer 'timer' is null where it is armed
  // note #null: 'timer' becomes null here
}

static void stop(PTP_WAIT wait) {
  SetThreadpoolWait(wait, NULL, NULL);
  // expect: wait object 'wait' is null where it is disarmed
  // note #call: 'wait' becomes null here
  // note #call: 'stop' is called here
}
void stop_nothing(void) {
  stop(NULL); // #call
}

void close_null(void) { CloseThreadpoolIo(NULL); }
// expect: a null I/O object is closed
