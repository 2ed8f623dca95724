// RUN: %check %s threadpool-wait-handle
#include <windows.h>

void stop(PTP_WAIT wait, HANDLE event) {
  SetThreadpoolWait(wait, event, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseHandle(event);
  // expect: 'event' is closed while wait object 'wait' still watches it
  CloseThreadpoolWait(wait);
}
