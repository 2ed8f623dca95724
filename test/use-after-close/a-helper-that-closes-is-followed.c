// RUN: %check %s threadpool-use-after-close
#include <windows.h>

static void stop(PTP_WORK work) {
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  // expect: work object 'work' is waited for after it was closed
  // note #first: 'stop' is called here
  // note #close: work object 'work' is closed here
  // note #second: 'stop' is called here
  CloseThreadpoolWork(work); // #close
}

void shut_down(PTP_WORK work) {
  stop(work); // #first
  stop(work); // #second
}
