// RUN: %check %s
// The object stays valid until its callback returns.
#include <stdlib.h>
#include <windows.h>

struct job {
  PTP_TIMER timer;
  int result;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = context;
  job->result = 1;
  CloseThreadpoolTimer(timer);
  free(job);
}

static VOID CALLBACK on_tick_by_field(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = (struct job *)context;
  CloseThreadpoolTimer(job->timer);
  free(job);
}

void start(struct job *job) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  if (timer)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void start_by_field(struct job *job) {
  job->timer = CreateThreadpoolTimer(on_tick_by_field, job, NULL);
  if (job->timer)
    SetThreadpoolTimer(job->timer, &due, 0, 0);
}
