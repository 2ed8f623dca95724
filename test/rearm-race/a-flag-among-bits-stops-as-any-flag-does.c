// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

#define STOPPING 1
#define BUSY 2

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG flags;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  if (!(c->flags & STOPPING))
    SetThreadpoolTimer(timer, &due, 0, 0);
}

static void start(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
}

void stop_in_two_rounds(Ctx *c) {
  start(c);
  InterlockedOr(&c->flags, STOPPING);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
}

void stop_in_one_round(Ctx *c) {
  start(c);
  c->flags |= STOPPING;
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: timer 'c->timer' may be armed again when this wait returns: its callback 'on_tick' arms it, and
  //   one that is running does so after the disarm; behind a flag it takes a second disarm and wait
  CloseThreadpoolTimer(c->timer);
}

void set_another_bit(Ctx *c) {
  start(c);
  c->flags = 0;
  c->flags |= BUSY;
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: timer 'c->timer' may be armed again when this wait returns: its callback 'on_tick' arms it, and
  //   one that is running does so after the disarm
  CloseThreadpoolTimer(c->timer);
}

static VOID CALLBACK on_guarded_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock);
  if ((c->flags & STOPPING) == 0)
    SetThreadpoolTimer(timer, &due, 0, 0);
  LeaveCriticalSection(&c->lock);
}

void stop_under_the_lock(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_guarded_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  EnterCriticalSection(&c->lock);
  c->flags |= STOPPING;
  LeaveCriticalSection(&c->lock);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
}

void clear_the_bit_under_the_lock(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_guarded_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  EnterCriticalSection(&c->lock);
  c->flags &= ~STOPPING;
  LeaveCriticalSection(&c->lock);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: timer 'c->timer' may be armed again when this wait returns: its callback 'on_guarded_tick' arms
  //   it, and one that is running does so after the disarm
  CloseThreadpoolTimer(c->timer);
}
