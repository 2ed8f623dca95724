// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  HANDLE queue, timer;
  int ticks;
} Job;

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++((Job *)context)->ticks; }

BOOL start(Job *job) {
  return CreateTimerQueueTimer(&job->timer, job->queue, on_timer, job, 10, 10, 0);
}

void stop(Job *job) {
  DeleteTimerQueueTimer(job->queue, job->timer, NULL); //-
  //+  DeleteTimerQueueTimer(job->queue, job->timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'job->timer' is deleted while its callback may still run;
  //   this call does not wait for it, and its context 'job' is released afterwards
  free(job);
}
