// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void post(int *context) {
  if (!TrySubmitThreadpoolCallback(on_job, context, NULL)) // #submit
    return;
  // expect #submit: context 'context' is given to callback 'on_job' here and is released while the callback may still run; nothing waits for it
  // note #freed: context 'context' is released here
  free(context); // #freed
}
