// RUN: %check %s threadpool-context-freed-early threadpool-self-close-overlap threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  PTP_WORK work;
} Job;

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  DisassociateCurrentThreadFromCallback(instance);
  free(job);
  // expect: context 'job' of timer 'timer' is released in its own callback before the timer is stopped
  //   [threadpool-context-freed-early]
  // note #created: 'on_timer' is the callback of timer 'timer'
  // note #armed: timer 'timer' is armed here with a period; it does not wait for one callback to end before the next
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  DisassociateCurrentThreadFromCallback(instance);
  free(context);
  // expect: context 'context' of work object 'work' is released in its own callback before the work object is stopped
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
}

void start(Job *job, FILETIME due) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL); // #created
  SetThreadpoolTimer(job->timer, &due, 1000, 0); // #armed
}

void start_work(Job *job) {
  job->work = CreateThreadpoolWork(on_work, job, NULL);
  SubmitThreadpoolWork(job->work);
  SubmitThreadpoolWork(job->work);
}
