// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

typedef struct Job {
  volatile LONG done;
} Job;

static volatile LONG finished;

static VOID CALLBACK on_flag(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  ((Job *)context)->done = 1;
  finished = 1;
}

void in_the_context(Job *job) {
  TrySubmitThreadpoolCallback(on_flag, job, NULL);
  while (!job->done)
    Sleep(1);
  free(job);
}

void in_a_global(void) {
  Job job;
  TrySubmitThreadpoolCallback(on_flag, &job, NULL);
  while (!finished)
    Sleep(1);
}

void by_an_interlocked_function(void) {
  Job job;
  TrySubmitThreadpoolCallback(on_flag, &job, NULL);
  while (InterlockedExchange(&job.done, 0) == 0)
    Sleep(1);
}
