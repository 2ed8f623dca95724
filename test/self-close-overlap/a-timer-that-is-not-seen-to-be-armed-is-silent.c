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
  free(context);
}

void start(Job *job, FILETIME due, DWORD period) {
  job->timer = CreateThreadpoolTimer(on_timer, job, NULL); // #created
   // #armed
}
