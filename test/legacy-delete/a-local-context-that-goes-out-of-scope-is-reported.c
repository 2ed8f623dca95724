// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue) {
  int counter = 0;
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, &counter, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL); //-
  //+  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted while its callback may still run;
  //   this call does not wait for it, and its context 'counter' is released afterwards
}
