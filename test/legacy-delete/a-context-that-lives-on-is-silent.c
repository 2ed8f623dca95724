// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

static int counter;

void stop(HANDLE queue) {
  HANDLE timer;
  if (CreateTimerQueueTimer(&timer, queue, on_timer, &counter, 10, 10, 0))
    DeleteTimerQueueTimer(queue, timer, NULL);
}

void leave(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL);
}
