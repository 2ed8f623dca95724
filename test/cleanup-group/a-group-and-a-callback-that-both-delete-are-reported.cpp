// RUN: %check %s threadpool-cleanup-group
#include <windows.h>

struct Job {
  int Steps = 0;
};

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) { delete static_cast<Job *>(Context); }
static VOID CALLBACK cancelled(PVOID Object, PVOID) {
  delete static_cast<Job *>(Object);
  // expect: context 'Object' is freed here for every member that is not closed, also where 'run' has run and freed it
}

void post(PTP_CLEANUP_GROUP Group) {
  TP_CALLBACK_ENVIRON Environment;
  InitializeThreadpoolEnvironment(&Environment);
  SetThreadpoolCallbackCleanupGroup(&Environment, Group, cancelled);
  PTP_WORK Work = CreateThreadpoolWork(run, new Job, &Environment);
  if (Work)
    SubmitThreadpoolWork(Work);
}
