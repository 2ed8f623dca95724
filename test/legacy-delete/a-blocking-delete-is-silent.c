// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void timer(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(context);
}

void wait(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  free(context);
}
