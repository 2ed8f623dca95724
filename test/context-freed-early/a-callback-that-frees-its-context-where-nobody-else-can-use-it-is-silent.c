// RUN: %check %s threadpool-context-freed-early threadpool-self-close-overlap threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  PTP_TIMER once;
  PTP_TIMER counted;
  PTP_WORK work;
  volatile LONG references;
  char *name;
} Job;

static VOID CALLBACK after_the_stop(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(job->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(job->timer, TRUE);
  free(job);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK alone(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  free(context);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK the_last_reference(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  DisassociateCurrentThreadFromCallback(instance);
  if (InterlockedDecrement(&job->references) == 0)
    free(job);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

static VOID CALLBACK another_context(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Job *job = context;
  DisassociateCurrentThreadFromCallback(instance);
  free(job->name);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(job->work);
  free(job);
}

void start(Job *job, Job *second, Job *third, Job *fourth, FILETIME due) {
  job->timer = CreateThreadpoolTimer(after_the_stop, job, NULL);
  SetThreadpoolTimer(job->timer, &due, 1000, 0);
  second->once = CreateThreadpoolTimer(alone, second, NULL);
  SetThreadpoolTimer(second->once, &due, 0, 0);
  third->counted = CreateThreadpoolTimer(the_last_reference, third, NULL);
  SetThreadpoolTimer(third->counted, &due, 1000, 0);
  fourth->work = CreateThreadpoolWork(another_context, fourth, NULL);
  SubmitThreadpoolWork(fourth->work);
  SubmitThreadpoolWork(fourth->work);
}
