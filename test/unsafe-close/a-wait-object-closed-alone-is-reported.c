// RUN: %check %s
#include <windows.h>

void stop(PTP_WAIT wait) { // #entry
  //+  SetThreadpoolWait(wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   neither disarmed nor drained [threadpool-unsafe-close]
  // note #entry: wait object 'wait' may already be armed when 'stop' is entered
}
