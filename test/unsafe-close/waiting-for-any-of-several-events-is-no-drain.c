// RUN: %check %s
#include <windows.h>

struct job {
  PTP_TIMER timer;
  HANDLE done;
  int result;
};
extern FILETIME due;
extern HANDLE stop;

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

void the_other_may_have_come(void) {
  struct job job = {0};
  start(&job);
  HANDLE events[] = {stop, job.done};
  WaitForMultipleObjects(2, events, FALSE, INFINITE);
  //+  SetThreadpoolTimer(job.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(job.timer, TRUE);
  CloseThreadpoolTimer(job.timer);
  // expect: timer 'job.timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'job' is released afterwards
}

void it_is_not_among_them(void) {
  struct job first = {0}, second = {0}, third = {0};
  start(&first);
  start(&second);
  start(&third);
  HANDLE events[] = {first.done, second.done};
  WaitForMultipleObjects(2, events, TRUE, INFINITE);
  CloseThreadpoolTimer(first.timer);
  CloseThreadpoolTimer(second.timer);
  //+  SetThreadpoolTimer(third.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(third.timer, TRUE);
  CloseThreadpoolTimer(third.timer);
  // expect: timer 'third.timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'third' is released afterwards
}

void it_may_have_taken_too_long(void) {
  struct job first = {0}, second = {0};
  start(&first);
  start(&second);
  HANDLE events[] = {first.done, second.done};
  WaitForMultipleObjects(2, events, TRUE, 5000);
  //+  SetThreadpoolTimer(first.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(first.timer, TRUE);
  CloseThreadpoolTimer(first.timer);
  // expect: timer 'first.timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'first' is released afterwards
  //+  SetThreadpoolTimer(second.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(second.timer, TRUE);
  CloseThreadpoolTimer(second.timer);
  // expect: timer 'second.timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'second' is released afterwards
}
