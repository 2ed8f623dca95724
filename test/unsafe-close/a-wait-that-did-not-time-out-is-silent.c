// RUN: %check %s
#include <windows.h>

struct job {
  HANDLE done;
  int result;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = context;
  job->result = 42;
  SetEvent(job->done);
}

void drained_where_it_timed_out(void) {
  struct job job = {0};
  job.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (WaitForSingleObject(job.done, 5000) != WAIT_OBJECT_0) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  CloseThreadpoolTimer(timer);
}

void waited_until_it_came(int *turns) {
  struct job job = {0};
  job.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  while (WaitForSingleObject(job.done, 100) == WAIT_TIMEOUT)
    ++*turns;
  CloseThreadpoolTimer(timer);
}

static BOOL came(HANDLE event) {
  DWORD result = WaitForSingleObject(event, 1000);
  switch (result) {
  case WAIT_OBJECT_0:
    return TRUE;
  default:
    return FALSE;
  }
}

void asked_by_a_helper(void) {
  struct job job = {0};
  job.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  BOOL finished = came(job.done);
  if (!finished) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  CloseThreadpoolTimer(timer);
}
