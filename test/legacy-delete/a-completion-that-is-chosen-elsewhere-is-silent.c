// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, HANDLE completion, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, completion);
  free(context);
}
