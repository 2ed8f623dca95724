// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

typedef struct Object {
  volatile LONG references;
  PTP_WORK work;
  int result;
} Object;

// This one works without a reference of its own ...
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Object *o = context;
  o->result++;
}

int object_start(Object *o) {
  o->references = 1;
  o->work = CreateThreadpoolWork(on_work, o, NULL);
  if (!o->work)
    return 0;
  SubmitThreadpoolWork(o->work);
  return 1;
}

void object_release(Object *o) {
  if (InterlockedDecrement(&o->references) == 0) {
    //+    WaitForThreadpoolWorkCallbacks(o->work, FALSE);
    CloseThreadpoolWork(o->work);
    // expect: work object 'o->work' is closed while its callback may still run; it was not drained, and its context
    //   'o' is released afterwards
    free(o);
  }
}

// ... and this one has one, which it gives up in a helper.
typedef struct Request {
  volatile LONG references;
  PTP_WORK work;
  int result;
} Request;

static void request_put(Request *r) {
  if (InterlockedDecrement(&r->references) == 0) {
    CloseThreadpoolWork(r->work);
    free(r);
  }
}

static VOID CALLBACK on_request(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Request *r = context;
  r->result++;
  request_put(r);
}

int request_start(Request *r) {
  r->references = 1;
  r->work = CreateThreadpoolWork(on_request, r, NULL);
  if (!r->work)
    return 0;
  InterlockedIncrement(&r->references);
  SubmitThreadpoolWork(r->work);
  return 1;
}

void request_done(Request *r) { request_put(r); }
