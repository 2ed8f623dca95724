// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

BOOL post(void) {
  int *context = malloc(sizeof *context);
  BOOL queued = QueueUserWorkItem(on_item, context, 0);
  if (!queued)
    free(context);
  return queued;
}
