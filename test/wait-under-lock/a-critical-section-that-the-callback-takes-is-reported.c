// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  CRITICAL_SECTION lock;
  SRWLOCK srw;
  HANDLE mutex, go;
  struct Ctx *next;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock); // #takes
  LeaveCriticalSection(&c->lock);
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL); // #created
  SetThreadpoolTimer(c->timer, &due, 1000, 0); // #armed
  EnterCriticalSection(&c->lock); // #taken
  SetThreadpoolTimer(c->timer, NULL, 0, 0); // #disarmed
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: waiting for timer 'c->timer' while holding lock 'c->lock' can deadlock: callback 'on_tick'
  //   takes that lock
  // note #created: timer 'c->timer' is created here with callback 'on_tick' and context 'c'
  // note #armed: timer 'c->timer' is armed here
  // note #taken: lock 'c->lock' is taken here
  // note #disarmed: timer 'c->timer' is disarmed here; a callback that is already queued or running goes on
  // note #takes: callback 'on_tick' takes lock 'c->lock' here: it waits for the thread that waits for it
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolTimer(c->timer);
}
