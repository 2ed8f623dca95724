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
  Job *job = context;
  if (--job->count == 0) {
    CloseThreadpoolWork(work);
    free(job);
  }
}

void start(Job *job, int times) {
  job->work = CreateThreadpoolWork(on_work, job, NULL);
  job->count = 2;
  SubmitThreadpoolWork(job->work);
  SubmitThreadpoolWork(job->work);
}
