// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

static HANDLE finished;

static VOID CALLBACK on_last(PVOID context, BOOLEAN fired) {
  ++*(int *)context;
  SetEvent(finished);
}

void periodic(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_last, context, 10, 10, 0))
    return;
  WaitForSingleObject(finished, INFINITE);
  DeleteTimerQueueTimer(queue, timer, NULL); //-
  //+  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  free(context);
}
