// RUN: %check %s threadpool-wait-handle
#include <windows.h>

void stop_it(PTP_WAIT wait);

void run(PTP_WAIT wait, HANDLE event) {
  SetThreadpoolWait(wait, event, NULL);
  stop_it(wait);
  CloseHandle(event);
}
