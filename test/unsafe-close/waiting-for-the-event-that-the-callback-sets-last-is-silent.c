// RUN: %check %s
#include <windows.h>

struct job {
  HANDLE done;
  int result;
};
extern FILETIME due;
static HANDLE all_done;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = context;
  job->result = 42;
  SetEvent(all_done);
}

void run(void) {
  struct job job = {0};
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  WaitForSingleObject(all_done, INFINITE);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct job *job = context;
  job->result = 42;
  SetEvent(job->done);
}

void run_with_the_event_in_the_context(void) {
  struct job job = {0};
  job.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_work, &job, NULL);
  SubmitThreadpoolWork(work);
  WaitForSingleObject(job.done, INFINITE);
  CloseThreadpoolWork(work);
  CloseHandle(job.done);
}
