// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  PTP_TIMER timer;
  PTP_WORK work;
  CRITICAL_SECTION lock;
  volatile LONG count;
  int left;
} Job;

static HANDLE queue, timer;

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) {
  DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is closed in its own callback, {{.*}}
  free(context);
}

void start(Job *job) { CreateTimerQueueTimer(&timer, queue, on_timer, job, 10, 10, 0); }
