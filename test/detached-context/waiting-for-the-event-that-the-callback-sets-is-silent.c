// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

typedef struct Job {
  HANDLE done;
  BOOL wanted;
} Job;

static VOID CALLBACK on_done(PTP_CALLBACK_INSTANCE instance, PVOID context) { SetEvent(((Job *)context)->done); }
static VOID CALLBACK on_some(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  Job *job = context;
  if (job->wanted)
    SetEvent(job->done);
}
static VOID CALLBACK on_return(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  Job *job = context;
  SetEventWhenCallbackReturns(instance, job->done);
  job->wanted = FALSE;
}

static DWORD WINAPI on_item_done(LPVOID context) {
  SetEvent(((Job *)context)->done);
  return 0;
}

void waits_for_an_item(void) {
  Job job;
  job.done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (QueueUserWorkItem(on_item_done, &job, 0))
    WaitForSingleObject(job.done, INFINITE);
}

void waits(void) {
  Job job;
  job.done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (TrySubmitThreadpoolCallback(on_done, &job, NULL))
    WaitForSingleObject(job.done, INFINITE);
}

void waits_for_some(void) {
  Job job;
  job.done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (TrySubmitThreadpoolCallback(on_some, &job, NULL))
    WaitForSingleObject(job.done, INFINITE);
}

void waits_for_the_return(void) {
  Job job;
  job.done = CreateEventA(NULL, TRUE, FALSE, NULL);
  if (TrySubmitThreadpoolCallback(on_return, &job, NULL))
    WaitForSingleObject(job.done, INFINITE);
}
