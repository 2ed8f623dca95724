// RUN: %check %s threadpool-context-freed-early threadpool-unsafe-close threadpool-use-after-close threadpool-rearm-race
#include <windows.h>

// Each element is null or submitted: more ways than there are worlds.
#define WORKERS 8

typedef struct Parallel {
  PTP_WORK work[WORKERS];
  volatile LONG next;
} Parallel;

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void joined(void) {
  Parallel par;
  int i;
  par.next = 0;
  for (i = 0; i < WORKERS; i++) {
    par.work[i] = CreateThreadpoolWork(run, &par, NULL);
    if (par.work[i])
      SubmitThreadpoolWork(par.work[i]);
  }
  for (i = 0; i < WORKERS; i++) {
    if (!par.work[i])
      continue;
    WaitForThreadpoolWorkCallbacks(par.work[i], FALSE);
    CloseThreadpoolWork(par.work[i]);
  }
}

void left_running(void) {
  Parallel par;
  int i;
  par.next = 0;
  for (i = 0; i < WORKERS; i++) {
    par.work[i] = CreateThreadpoolWork(run, &par, NULL);
    if (par.work[i])
      SubmitThreadpoolWork(par.work[i]);
  }
  for (i = 0; i < WORKERS; i++) {
    if (!par.work[i])
      continue;
    CloseThreadpoolWork(par.work[i]);
    // expect: work object 'par.work[i]' is closed while its callback may still run; it was not drained, and
    //   its context 'par' is released afterwards
  }
}
