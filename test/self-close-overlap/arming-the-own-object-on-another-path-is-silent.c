// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

typedef struct Job {
  int left;
} Job;

static FILETIME soon;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Job *job = context;
  if (--job->left) {
    SetThreadpoolTimer(timer, &soon, 0, 0);
    return;
  }
  CloseThreadpoolTimer(timer);
  free(job);
}

static VOID CALLBACK on_last(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(timer, &soon, 0, 0);
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  free(context);
}

void start(void) {
  Job *job = calloc(1, sizeof *job);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  PTP_TIMER last = CreateThreadpoolTimer(on_last, malloc(8), NULL);
  SetThreadpoolTimer(timer, &soon, 0, 0);
  SetThreadpoolTimer(last, &soon, 0, 0);
}
