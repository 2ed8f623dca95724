// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void run_one(PTP_WORK other) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(run, NULL, &environment);
  CloseThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolWork(other); // in no group that is known
  work = CreateThreadpoolWork(run, NULL, &environment); // the group goes on
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolCleanupGroup(group);
}
