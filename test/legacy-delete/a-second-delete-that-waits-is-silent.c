// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  if (!DeleteTimerQueueTimer(queue, timer, NULL) && GetLastError() == ERROR_IO_PENDING)
    DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(context);
}
