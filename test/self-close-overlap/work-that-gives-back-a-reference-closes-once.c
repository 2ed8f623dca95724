// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_WORK work;
  int left;
} Job;

BOOL job_release(Job *job); // TRUE for the last one

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  if (job_release(job)) {
    CloseThreadpoolWork(work);
    free(job);
  }
}

void start(Job *job) {
  job->work = CreateThreadpoolWork(on_work, job, NULL);
  SubmitThreadpoolWork(job->work);
  SubmitThreadpoolWork(job->work);
}
