// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

static VOID CALLBACK on_owned(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  ++*(int *)context;
  free(context);
}

void post(void) {
  int *context = malloc(sizeof *context);
  if (!TrySubmitThreadpoolCallback(on_owned, context, NULL))
    free(context);
}
