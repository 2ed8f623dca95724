// RUN: %check %s threadpool-wait-handle
#include <windows.h>

int start(PTP_WAIT wait, HANDLE event, BOOL (*begin)(void)) {
  SetThreadpoolWaitEx(wait, event, NULL, NULL);
  if (!begin()) {
    CloseHandle(event);
    // expect: 'event' is closed while wait object 'wait' still watches it
    return -1;
  }
  return 0;
}
