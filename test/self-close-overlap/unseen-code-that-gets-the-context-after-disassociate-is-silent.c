// RUN: %check %s threadpool-self-close-overlap
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  int left;
} Job;

void job_finish(Job *job);

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  job_finish(context);
}

void start(Job *job, FILETIME due) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL);
  SetThreadpoolTimer(job->timer, &due, 1000, 0);
}
