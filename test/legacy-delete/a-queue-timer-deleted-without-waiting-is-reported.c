// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0)) // #created
    return;
  DeleteTimerQueueTimer(queue, timer, NULL); //-
  //+  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  // note #created: queue timer 'timer' is created here with callback 'on_timer' and context 'context'
  // note #freed: context 'context' is released here
  free(context); // #freed
}
