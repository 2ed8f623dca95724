// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void stop(HANDLE queue, int *context) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  BOOL done = DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted while {{.*}}
  if (!done && GetLastError() == ERROR_IO_PENDING)
    Sleep(100);
  free(context);
}
