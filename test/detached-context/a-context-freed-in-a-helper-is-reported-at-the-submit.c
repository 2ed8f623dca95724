// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

static void drop(int *job) { free(job); }

void post(int *context) {
  TrySubmitThreadpoolCallback(on_job, context, NULL);
  // expect: context 'context' is given to callback 'on_job' here and is released {{.*}}
  drop(context);
}
