// RUN: %check %s threadpool-cleanup-group threadpool-cleanup-group.WarnCancelledOwnerLeak=true
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_cancel(PVOID context, PVOID cleanup);
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) { free(context); }

void run(PTP_CLEANUP_GROUP group) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, on_cancel);
  PTP_WORK work = CreateThreadpoolWork(on_work, malloc(8), &environment);
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
}
