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
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed in its own callback, {{.*}}
  free(context);
}

void start(Job *job, int times) {
  job->work = CreateThreadpoolWork(on_work, job, NULL);
  for (int i = 0; i < times; ++i)
    SubmitThreadpoolWork(job->work);
}
