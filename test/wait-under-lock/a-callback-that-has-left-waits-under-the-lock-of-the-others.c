// RUN: %check %s threadpool-wait-under-lock
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  CRITICAL_SECTION lock;
  int ticks;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock); // #there
  int tick = ++c->ticks;
  LeaveCriticalSection(&c->lock);
  if (tick != 3)
    return;
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  EnterCriticalSection(&c->lock); // #here
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' while holding lock 'c->lock' can deadlock: callback 'on_tick' takes that lock
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolTimer(timer);
}

void start(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 1000, 0);
}
