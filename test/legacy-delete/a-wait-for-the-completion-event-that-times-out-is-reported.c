// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void gives_up(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, done);
  // expect: {{.*}} nothing waits for the completion event, {{.*}}
  WaitForSingleObject(done, 1000);
  free(context);
}

void frees_only_what_is_done(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, done);
  if (WaitForSingleObject(done, 1000) == WAIT_OBJECT_0)
    free(context);
}
