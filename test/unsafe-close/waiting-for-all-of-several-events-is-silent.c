// RUN: %check %s
#include <windows.h>

struct job {
  PTP_TIMER timer;
  HANDLE done;
  int result;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = context;
  job->result = 42;
  SetEvent(job->done);
}

static void start(struct job *job) {
  job->done = CreateEvent(NULL, TRUE, FALSE, NULL);
  job->timer = CreateThreadpoolTimer(on_tick, job, NULL);
  SetThreadpoolTimer(job->timer, &due, 0, 0);
}

static void stop(struct job *job) {
  SetThreadpoolTimer(job->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(job->timer, TRUE);
}

void for_two(void) {
  struct job first = {0}, second = {0};
  HANDLE events[2];
  start(&first);
  start(&second);
  events[0] = first.done;
  events[1] = second.done;
  WaitForMultipleObjects(2, events, TRUE, INFINITE);
  CloseThreadpoolTimer(first.timer);
  CloseThreadpoolTimer(second.timer);
}

void for_two_and_not_too_long(void) {
  struct job first = {0}, second = {0};
  start(&first);
  start(&second);
  HANDLE events[] = {first.done, second.done};
  if (WaitForMultipleObjects(sizeof(events) / sizeof(*events), events, TRUE, 5000) == WAIT_TIMEOUT) {
    stop(&first);
    stop(&second);
  }
  CloseThreadpoolTimer(first.timer);
  CloseThreadpoolTimer(second.timer);
}

void for_the_only_one(void) {
  struct job job = {0};
  start(&job);
  WaitForMultipleObjects(1, &job.done, FALSE, INFINITE);
  CloseThreadpoolTimer(job.timer);
}

// Which events these are is not known; it may be among them.
void for_what_a_caller_chose(struct job *job, DWORD count, const HANDLE *events) {
  start(job);
  WaitForMultipleObjects(count, events, TRUE, INFINITE);
  CloseThreadpoolTimer(job->timer);
}
