// RUN: %check %s threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  int result;
  volatile LONG done;
} Job;

static VOID CALLBACK finish(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = (Job *)context;
  job->result = 42;
  job->done = 1;
}

int once(FILETIME due) {
  Job job = {0};
  job.timer = CreateThreadpoolTimer(finish, &job, NULL);
  if (!job.timer)
    return 0;
  SetThreadpoolTimer(job.timer, &due, 0, 0);
  while (!job.done)
    Sleep(1);
  CloseThreadpoolTimer(job.timer);
  return job.result;
}

int again_and_again(FILETIME due) {
  Job job = {0};
  job.timer = CreateThreadpoolTimer(finish, &job, NULL);
  if (!job.timer)
    return 0;
  SetThreadpoolTimer(job.timer, &due, 20, 0);
  while (!job.done)
    Sleep(1);
  //+  SetThreadpoolTimer(job.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(job.timer, TRUE);
  CloseThreadpoolTimer(job.timer);
  // expect: timer 'job.timer' is closed while its callback may still run; it was neither disarmed nor drained, and its
  //   context 'job' is released afterwards
  return job.result;
}

int without_looking(FILETIME due) {
  Job job = {0};
  job.timer = CreateThreadpoolTimer(finish, &job, NULL);
  if (!job.timer)
    return 0;
  SetThreadpoolTimer(job.timer, &due, 0, 0);
  Sleep(1);
  //+  SetThreadpoolTimer(job.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(job.timer, TRUE);
  CloseThreadpoolTimer(job.timer);
  // expect: timer 'job.timer' is closed while its callback may still run; it was neither disarmed nor drained, and its
  //   context 'job' is released afterwards
  return job.result;
}
