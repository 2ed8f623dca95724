// RUN: %check %s threadpool-self-close-overlap
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  int odd, left, right;
} Job;

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  int odd = job->odd;
  DisassociateCurrentThreadFromCallback(instance);
  if (odd)
    ++job->left;
  else
    ++job->right;
  // expect: context 'context' is used after the callback has left its timer; {{.*}}
}

void start(Job *job, FILETIME due) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL);
  SetThreadpoolTimer(job->timer, &due, 1000, 0);
}
