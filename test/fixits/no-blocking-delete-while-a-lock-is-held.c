// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void timer(HANDLE queue, int *context, CRITICAL_SECTION *lock) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  EnterCriticalSection(lock);
  DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted while {{.*}}
  LeaveCriticalSection(lock);
  free(context);
}

void wait(HANDLE event, int *context, CRITICAL_SECTION *lock) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  EnterCriticalSection(lock);
  UnregisterWait(wait);
  // expect: registered wait 'wait' is unregistered while {{.*}}
  LeaveCriticalSection(lock);
  free(context);
}
