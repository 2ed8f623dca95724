// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void timer(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  free(context);
  // expect: context 'context' of queue timer 'timer' is released while the
  //   callback may still run; the queue timer is not deleted before that
}

void wait(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  free(context);
  // expect: context 'context' of registered wait 'wait' is released while the
  //   callback may still run; the registered wait is not unregistered before that
}

void freed_first(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  free(context);
  // expect: context 'context' of registered wait {{.*}}
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
}
