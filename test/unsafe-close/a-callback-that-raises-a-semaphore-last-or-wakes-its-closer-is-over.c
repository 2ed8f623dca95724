// RUN: %check %s --dialects=real -- -D_WIN32_WINNT=0x0A00
// Other ways than an event to say that the work is done.
#include <windows.h>
#include <stdlib.h>

typedef struct Job {
  PTP_WORK work;
  HANDLE done;
  CRITICAL_SECTION lock;
  CONDITION_VARIABLE changed;
  volatile LONG finished;
  int result;
} Job;

static VOID CALLBACK raises(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  job->result++;
  ReleaseSemaphore(job->done, 1, NULL);
}

static VOID CALLBACK raises_on_return(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  ReleaseSemaphoreWhenCallbackReturns(instance, job->done, 1);
  job->result++;
}

static VOID CALLBACK raises_too_early(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  ReleaseSemaphore(job->done, 1, NULL);
  job->result++;
}

static VOID CALLBACK wakes(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  EnterCriticalSection(&job->lock);
  job->finished = TRUE;
  WakeConditionVariable(&job->changed);
  LeaveCriticalSection(&job->lock);
}

static VOID CALLBACK says_nothing(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  ((Job *)context)->result++;
}

static Job *job_start(PTP_WORK_CALLBACK callback) {
  Job *job = calloc(1, sizeof *job);
  job->done = CreateSemaphoreW(NULL, 0, 4, NULL);
  InitializeCriticalSection(&job->lock);
  InitializeConditionVariable(&job->changed);
  job->work = CreateThreadpoolWork(callback, job, NULL);
  return job;
}

void raised(void) {
  Job *job = job_start(raises);
  SubmitThreadpoolWork(job->work);
  WaitForSingleObject(job->done, INFINITE);
  CloseThreadpoolWork(job->work);
  free(job);
}

void raised_on_return_by_each(void) {
  Job *job = job_start(raises_on_return);
  for (int i = 0; i < 3; i++)
    SubmitThreadpoolWork(job->work);
  for (int i = 0; i < 3; i++)
    WaitForSingleObject(job->done, INFINITE);
  CloseThreadpoolWork(job->work);
  free(job);
}

void raised_too_early(void) {
  Job *job = job_start(raises_too_early);
  SubmitThreadpoolWork(job->work);
  WaitForSingleObject(job->done, INFINITE);
  //+  WaitForThreadpoolWorkCallbacks(job->work, FALSE);
  CloseThreadpoolWork(job->work);
  // expect: work object 'job->work' is closed while its callback may still run; it was not drained, and its context
  //   'job' is released afterwards
  free(job);
}

void woken(void) {
  Job *job = job_start(wakes);
  SubmitThreadpoolWork(job->work);
  EnterCriticalSection(&job->lock);
  while (!job->finished)
    SleepConditionVariableCS(&job->changed, &job->lock, INFINITE);
  LeaveCriticalSection(&job->lock);
  CloseThreadpoolWork(job->work);
  free(job);
}

void polled(void) {
  Job *job = job_start(wakes);
  SubmitThreadpoolWork(job->work);
  while (!job->finished)
    Sleep(1);
  CloseThreadpoolWork(job->work);
  free(job);
}

// Nobody wakes this one, and what it looks at is another number.
void woken_by_somebody_else(void) {
  Job *job = job_start(says_nothing);
  SubmitThreadpoolWork(job->work);
  EnterCriticalSection(&job->lock);
  while (!job->finished)
    SleepConditionVariableCS(&job->changed, &job->lock, INFINITE);
  LeaveCriticalSection(&job->lock);
  //+  WaitForThreadpoolWorkCallbacks(job->work, FALSE);
  CloseThreadpoolWork(job->work);
  // expect: work object 'job->work' is closed while its callback may still run; it was not drained, and its context
  //   'job' is released afterwards
  free(job);
}
