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
  if (InterlockedIncrement(&job->count) == 1) {
    CloseThreadpoolWork(work);
    // expect: work object 'work' is closed in its own callback, which releases context
    //   'job', while another callback of it may be queued or running
    free(job);
  }
}

void start(Job *job, int times) {
  job->work = CreateThreadpoolWork(on_work, job, NULL);
  SubmitThreadpoolWork(job->work);
  SubmitThreadpoolWork(job->work);
}
