// RUN: %check %s threadpool-legacy-delete threadpool-legacy-delete.Gate=protocol
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL); //-
  //+  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run;
  //   this call does not wait for it
}

void waits_for_the_event(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, done);
  WaitForSingleObject(done, INFINITE);
}
