// RUN: %check %s threadpool-wait-handle
#include <windows.h>

void disarmed_and_drained(PTP_WAIT wait, HANDLE event) {
  SetThreadpoolWait(wait, event, NULL);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseHandle(event);
  CloseThreadpoolWait(wait);
}

void closed(PTP_WAIT wait, HANDLE event) {
  SetThreadpoolWait(wait, event, NULL);
  CloseThreadpoolWait(wait);
  CloseHandle(event); // the order that the documentation gives
}

void watching_another(PTP_WAIT wait, HANDLE event, HANDLE other) {
  SetThreadpoolWait(wait, event, NULL);
  SetThreadpoolWait(wait, other, NULL);
  CloseHandle(event);
}
