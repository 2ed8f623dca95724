// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void retry(HANDLE queue, HANDLE timer) {
  if (!DeleteTimerQueueTimer(queue, timer, NULL)) // #first
    DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted again; where the first attempt
  //   failed with ERROR_IO_PENDING, it goes on by itself
  // note #first: queue timer 'timer' is deleted here
}

void retry_until_it_works(HANDLE wait) {
  while (!UnregisterWait(wait)) // #again
    Sleep(10);
  // expect #again: registered wait 'wait' is unregistered again; where the
  //   first attempt failed with ERROR_IO_PENDING, it goes on by itself
}

void retry_where_it_is_pending(HANDLE wait) {
  if (!UnregisterWait(wait) && GetLastError() == ERROR_IO_PENDING)
    UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  // expect: registered wait 'wait' is unregistered again; where the first
  //   attempt failed with ERROR_IO_PENDING, it goes on by itself
}
