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

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed in its own callback, which releases context 'context', while
  //   another callback of it may be queued or running
  // note #created: 'on_timer' is the callback of timer 'timer'
  // note #armed: timer 'timer' is armed here, perhaps with a period; it does not wait
  //   for one callback to end before the next
  // note #freed: context 'context' is released here
  free(context); // #freed
}

void start(Job *job, FILETIME due, DWORD period) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL); // #created
  SetThreadpoolTimer(job->timer, &due, period, 0); // #armed
}
