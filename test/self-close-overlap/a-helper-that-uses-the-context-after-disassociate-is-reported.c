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

static int seen;
static void note(Job *job) {
  seen = job->left;
  // expect: context 'context' is used after the callback has left its timer; whoever waited for the timer may have released it
}

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  note(context);
}

void start(Job *job, FILETIME due, DWORD period) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL); // #created
  SetThreadpoolTimer(job->timer, &due, 1000, 0); // #armed
}
