// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

static HANDLE finished;

static VOID CALLBACK on_last(PVOID context, BOOLEAN fired) {
  ++*(int *)context;
  SetEvent(finished);
}

void once(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_last, context, 10, 0, 0))
    return;
  WaitForSingleObject(finished, INFINITE);
  DeleteTimerQueueTimer(queue, timer, NULL);
  free(context);
}
