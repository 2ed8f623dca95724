// RUN: %check %s threadpool-detached-context
#include <windows.h>

static CONDITION_VARIABLE changed;
static SRWLOCK lock;

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  ++*(int *)context;
  WakeConditionVariable(&changed);
}

void post(void) {
  int count = 0;
  TrySubmitThreadpoolCallback(on_job, &count, NULL);
  SleepConditionVariableSRW(&changed, &lock, INFINITE, 0);
}
