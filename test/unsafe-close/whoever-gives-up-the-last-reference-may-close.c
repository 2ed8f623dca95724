// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close threadpool-disarm-argument
#include <stdlib.h>
#include <windows.h>

typedef struct Request {
  volatile LONG references;
  PTP_TIMER timeout;
  int status;
} Request;

static void request_release(Request *r) {
  if (InterlockedDecrement(&r->references) == 0) {
    CloseThreadpoolTimer(r->timeout);
    free(r);
  }
}

// The callback holds a reference from when it is armed on.
static VOID CALLBACK on_timeout(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Request *r = context;
  r->status = -1;
  request_release(r);
}

void request_start(Request *r, FILETIME due) {
  r->references = 2;
  r->timeout = CreateThreadpoolTimer(on_timeout, r, NULL);
  SetThreadpoolTimer(r->timeout, &due, 0, 0);
}

void request_done(Request *r) {
  if (SetThreadpoolTimerEx(r->timeout, NULL, 0, 0))
    request_release(r);
  r->status = 1;
  request_release(r);
}

typedef struct Poll {
  volatile LONG references;
  PTP_TIMER timer;
  int ticks;
} Poll;

// This callback gives nothing up: the count says nothing about it.
static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ((Poll *)context)->ticks++;
}

void poll_start(Poll *p, FILETIME due) {
  p->references = 1;
  p->timer = CreateThreadpoolTimer(on_tick, p, NULL);
  SetThreadpoolTimer(p->timer, &due, 0, 0);
}

void poll_release(Poll *p) {
  if (InterlockedDecrement(&p->references) == 0) {
    //+    SetThreadpoolTimer(p->timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
    CloseThreadpoolTimer(p->timer);
    // expect: timer 'p->timer' is closed while its callback may still run; it was neither disarmed nor drained{{.*}}
    free(p);
  }
}

typedef struct Guest {
  volatile LONG references;
  PTP_TIMER timer;
} Guest;

static void guest_release(Guest *g) {
  if (InterlockedDecrement(&g->references) == 0) {
    CloseThreadpoolTimer(g->timer);
    // expect: timer 'g->timer' is closed while its callback may still run; it was neither disarmed nor drained{{.*}}
    free(g);
  }
}

// This one takes its reference too late.
static VOID CALLBACK on_visit(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Guest *g = context;
  InterlockedIncrement(&g->references);
  guest_release(g);
}

void guest_start(Guest *g, FILETIME due) {
  g->references = 1;
  g->timer = CreateThreadpoolTimer(on_visit, g, NULL);
  SetThreadpoolTimer(g->timer, &due, 0, 0);
}

void guest_leave(Guest *g) { guest_release(g); }
