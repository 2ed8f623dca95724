// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock);
  LeaveCriticalSection(&c->lock);
  if (!c->stop)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  c->stop = 1;
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  EnterCriticalSection(&c->lock);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: waiting for timer 'c->timer' while holding lock 'c->lock' can deadlock:
  //   callback 'on_tick' takes that lock
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolTimer(c->timer);
}
