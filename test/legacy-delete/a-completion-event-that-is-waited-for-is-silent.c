// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void timer(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, done);
  WaitForSingleObject(done, INFINITE);
  free(context);
}

void only_where_it_is_pending(HANDLE queue, int *context) {
  HANDLE timer, done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  if (!DeleteTimerQueueTimer(queue, timer, done) && GetLastError() == ERROR_IO_PENDING)
    WaitForSingleObject(done, INFINITE);
  free(context);
}

void one_of_several(HANDLE event, HANDLE other, int *context) {
  HANDLE wait, done[2];
  done[0] = CreateEventA(NULL, TRUE, FALSE, NULL);
  done[1] = other;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  UnregisterWaitEx(wait, done[0]);
  WaitForMultipleObjects(2, done, TRUE, INFINITE);
  free(context);
}
