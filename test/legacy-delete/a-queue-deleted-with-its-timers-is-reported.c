// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void deprecated(int *context) {
  HANDLE timer, queue = CreateTimerQueue();
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueue(queue); //-
  //+  DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  free(context);
}

void without_waiting(int *context) {
  HANDLE timer, queue = CreateTimerQueue();
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueEx(queue, NULL); //-
  //+  DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  free(context);
}
