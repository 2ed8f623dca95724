// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

// TRUE: no callback was queued or running.
void only_then(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  if (DeleteTimerQueueTimer(queue, timer, NULL))
    free(context);
}

BOOL give_up_where_it_runs(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return FALSE;
  BOOL idle = UnregisterWait(wait);
  if (idle == FALSE)
    return FALSE;
  free(context);
  return TRUE;
}
