// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void wait_for_job(int *job);

void post(void) {
  int counter = 0;
  if (TrySubmitThreadpoolCallback(on_job, &counter, NULL))
    wait_for_job(&counter);
}
