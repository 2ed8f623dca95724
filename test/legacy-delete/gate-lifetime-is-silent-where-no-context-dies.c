// RUN: %check %s threadpool-legacy-delete threadpool-legacy-delete.Gate=lifetime
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL);
}
