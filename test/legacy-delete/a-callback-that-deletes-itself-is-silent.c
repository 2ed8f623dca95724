// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  HANDLE timer, wait;
} Job;

static VOID CALLBACK on_once(PVOID context, BOOLEAN fired) {
  Job *job = context;
  DeleteTimerQueueTimer(NULL, job->timer, NULL);
  free(job);
}

static VOID CALLBACK on_signal(PVOID context, BOOLEAN timed_out) {
  Job *job = context;
  UnregisterWait(job->wait);
  free(job);
}

BOOL start(Job *job, HANDLE event) {
  return CreateTimerQueueTimer(&job->timer, NULL, on_once, job, 10, 0, 0);
}

BOOL watch(Job *job, HANDLE event) {
  return RegisterWaitForSingleObject(&job->wait, event, on_signal, job, INFINITE, WT_EXECUTEONLYONCE);
}
