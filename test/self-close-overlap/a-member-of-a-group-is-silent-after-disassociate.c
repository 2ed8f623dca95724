// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  PTP_WORK work;
  CRITICAL_SECTION lock;
  volatile LONG count;
  int left;
} Job;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  DisassociateCurrentThreadFromCallback(instance);
  ++((Job *)context)->left;
}

void start(Job *job, PTP_CLEANUP_GROUP group) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  job->work = CreateThreadpoolWork(on_work, job, &environment);
  SubmitThreadpoolWork(job->work);
}
