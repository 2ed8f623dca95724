// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(int *context) {
  HANDLE timer, queue = CreateTimerQueue();
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE);
  free(context);
}

void another_queue(HANDLE other, int *context) {
  HANDLE timer, queue = CreateTimerQueue();
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueEx(other, NULL);
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(context);
}
