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

static VOID CALLBACK on_signal(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  CloseThreadpoolWait(wait);
  free(context);
}

void watch(Job *job, HANDLE event) {
  PTP_WAIT wait = CreateThreadpoolWait(on_signal, job, NULL);
  SetThreadpoolWait(wait, event, NULL);
}
