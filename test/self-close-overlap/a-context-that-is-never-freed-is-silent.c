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

static Job the_job;

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  DisassociateCurrentThreadFromCallback(instance);
  ++job->left;
}

void start(FILETIME due) {
  the_job.timer = CreateThreadpoolTimer(on_timer, &the_job, NULL);
  SetThreadpoolTimer(the_job.timer, &due, 0, 0);
}
