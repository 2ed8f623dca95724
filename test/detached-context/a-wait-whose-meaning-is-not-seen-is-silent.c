// RUN: %check %s threadpool-detached-context
#include <windows.h>

extern HANDLE done;

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
VOID CALLBACK elsewhere(PTP_CALLBACK_INSTANCE instance, PVOID context);

void post(void) {
  int count = 0;
  TrySubmitThreadpoolCallback(on_job, &count, NULL);
  WaitForSingleObject(done, INFINITE);
}

void post_elsewhere(void) {
  int count = 0;
  TrySubmitThreadpoolCallback(elsewhere, &count, NULL);
  WaitForSingleObject(done, INFINITE);
}
