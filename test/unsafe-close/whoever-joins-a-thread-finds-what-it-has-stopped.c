// RUN: %check %s threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  int ticks;
} Job;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ((Job *)context)->ticks++;
}

Job *job_start(FILETIME due) {
  Job *job = (Job *)calloc(1, sizeof(Job));
  job->timer = CreateThreadpoolTimer(tick, job, NULL);
  SetThreadpoolTimer(job->timer, &due, 20, 0);
  return job;
}

static DWORD WINAPI stop(LPVOID context) {
  Job *job = (Job *)context;
  SetThreadpoolTimer(job->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(job->timer, TRUE);
  return 0;
}

static DWORD WINAPI only_disarm(LPVOID context) {
  SetThreadpoolTimer(((Job *)context)->timer, NULL, 0, 0);
  return 0;
}

void joined(Job *job) {
  HANDLE thread = CreateThread(NULL, 0, stop, job, 0, NULL);
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  CloseThreadpoolTimer(job->timer);
  free(job);
}

void not_joined(Job *job) {
  CloseHandle(CreateThread(NULL, 0, stop, job, 0, NULL));
  //+  SetThreadpoolTimer(job->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(job->timer, TRUE);
  CloseThreadpoolTimer(job->timer);
  // expect: timer 'job->timer' is closed while its callback may still run; it was neither disarmed nor drained, and its
  //   context 'job' is released afterwards
  free(job);
}

void joined_too_early(Job *job) {
  HANDLE thread = CreateThread(NULL, 0, only_disarm, job, 0, NULL); // #thread
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  //+  WaitForThreadpoolTimerCallbacks(job->timer, TRUE);
  CloseThreadpoolTimer(job->timer);
  // expect: timer 'job->timer' is closed while its callback may still run; it was disarmed but not drained, and its
  //   context 'job' is released afterwards
  free(job);
}
