// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void blocking(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  ChangeTimerQueueTimer(queue, timer, 100, 0);
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(context);
}

void never_due(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  ChangeTimerQueueTimer(queue, timer, INFINITE, 0);
  free(context);
  // expect: context 'context' of queue timer 'timer' is released while {{.*}}
}
