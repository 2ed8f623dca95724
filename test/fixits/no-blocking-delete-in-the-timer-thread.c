// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, WT_EXECUTEINTIMERTHREAD))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted while {{.*}}
  free(context);
}
