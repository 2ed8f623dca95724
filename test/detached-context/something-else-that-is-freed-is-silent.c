// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void post(int *context, int *other) {
  TrySubmitThreadpoolCallback(on_job, context, NULL);
  free(other);
}
