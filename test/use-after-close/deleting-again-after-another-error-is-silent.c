// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void retry(HANDLE queue, HANDLE timer) {
  while (!DeleteTimerQueueTimer(queue, timer, NULL) && GetLastError() != ERROR_IO_PENDING)
    Sleep(10);
}

void retry_once(HANDLE wait) {
  if (!UnregisterWait(wait)) {
    DWORD error = GetLastError();
    if (error != ERROR_IO_PENDING)
      UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  }
}
