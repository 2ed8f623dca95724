// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

static VOID CALLBACK on_stop(PTP_CALLBACK_INSTANCE instance, PVOID data, PTP_WORK work) {
  HANDLE queue = data, timer;
  int *context = malloc(sizeof *context);
  if (!CreateTimerQueueTimer(&timer, queue, on_timer, context, 10, 10, 0))
    return;
  DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted while {{.*}}
  free(context);
}

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved) {
  HANDLE timer;
  int *context = malloc(sizeof *context);
  if (CreateTimerQueueTimer(&timer, NULL, on_timer, context, 10, 10, 0)) {
    DeleteTimerQueueTimer(NULL, timer, NULL);
    // expect: queue timer 'timer' is deleted while {{.*}}
    free(context);
  }
  return TRUE;
}
