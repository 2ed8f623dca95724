// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void timer(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, done);
  // expect: queue timer 'timer' is deleted while its callback may still run;
  //   nothing waits for the completion event, and its context 'context' is
  //   released afterwards
  free(context);
  WaitForSingleObject(done, INFINITE);
}

void wait(HANDLE event, HANDLE other, int *context) {
  HANDLE wait, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  UnregisterWaitEx(wait, done);
  // expect: registered wait 'wait' is unregistered while its callback may still
  //   run; nothing waits for the completion event, and its context 'context' is
  //   released afterwards
  WaitForSingleObject(other, INFINITE);
  free(context);
}
