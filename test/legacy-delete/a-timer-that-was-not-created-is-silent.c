// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void start(HANDLE queue) {
  HANDLE timer;
  int *context = malloc(sizeof *context);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0)) {
    free(context);
    return;
  }
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(context);
}
