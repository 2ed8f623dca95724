// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

typedef struct Job {
  HANDLE done;
} Job;

static VOID CALLBACK on_job2(PTP_CALLBACK_INSTANCE instance, PVOID context) { SetEvent(((Job *)context)->done); }

void post(void) {
  Job job;
  job.done = CreateEventA(NULL, TRUE, FALSE, NULL);
  TrySubmitThreadpoolCallback(on_job2, &job, NULL);
  // expect: context 'job' is given to callback 'on_job2' {{.*}}
  WaitForSingleObject(job.done, 100);
}
