// RUN: %check %s
//
// The closer of what another function has made first waits for the event of its
// callback, and only then has to do with the object.
#include <stdlib.h>
#include <windows.h>

struct job {
  HANDLE done;
  PTP_WORK work;
  int result;
};
struct queue {
  PTP_WORK work;
  struct job *job;
};

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct job *j = context;
  j->result = 1;
  SetEvent(j->done);
}

void start(struct job *j) {
  j->work = CreateThreadpoolWork(run, j, NULL);
  SubmitThreadpoolWork(j->work);
}

void finish(struct job *j) {
  WaitForSingleObject(j->done, INFINITE);
  CloseThreadpoolWork(j->work);
  free(j);
}

void submitted_once_more(struct job *j) {
  WaitForSingleObject(j->done, INFINITE);
  SubmitThreadpoolWork(j->work);
  //+  WaitForThreadpoolWorkCallbacks(j->work, FALSE);
  CloseThreadpoolWork(j->work);
  // expect: work object 'j->work' is closed while its callback may still run; it was not drained, and its context 'j' is released afterwards
  free(j);
}

void another_event(struct job *j, HANDLE other) {
  WaitForSingleObject(other, INFINITE);
  //+  WaitForThreadpoolWorkCallbacks(j->work, FALSE);
  CloseThreadpoolWork(j->work);
  // expect: work object 'j->work' is closed while its callback may still run; it was not drained, and its context 'j' is released afterwards
  free(j);
}

// The event stands in a context that the record keeps beside the handle.
void start_beside(struct queue *q) {
  q->job = calloc(1, sizeof *q->job);
  q->job->done = CreateEventA(NULL, TRUE, FALSE, NULL);
  q->work = CreateThreadpoolWork(run, q->job, NULL);
  SubmitThreadpoolWork(q->work);
}

void finish_beside(struct queue *q) {
  WaitForSingleObject(q->job->done, INFINITE);
  CloseThreadpoolWork(q->work);
  free(q->job);
}

void finish_too_soon(struct queue *q) {
  //+  WaitForThreadpoolWorkCallbacks(q->work, FALSE);
  CloseThreadpoolWork(q->work);
  // expect: work object 'q->work' is closed while its callback may still run; it was not drained, and its context 'q->job' is released afterwards
  free(q->job);
}
