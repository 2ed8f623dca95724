// RUN: %check %s
#include <windows.h>
#include <stdlib.h>

struct job {
  volatile LONG left;
};

VOID CALLBACK part(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct job *job = context;
  if (InterlockedDecrement(&job->left) == 0) {
    CloseThreadpoolWork(work);
    free(job);
  }
}

void start(void) {
  struct job *job = malloc(sizeof *job);
  PTP_WORK work;
  job->left = 2;
  work = CreateThreadpoolWork(part, job, NULL);
  SubmitThreadpoolWork(work);
  SubmitThreadpoolWork(work);
}
