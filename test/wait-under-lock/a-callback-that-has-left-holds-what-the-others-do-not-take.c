// RUN: %check %s threadpool-wait-under-lock
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  PTP_TIMER once;
  PTP_TIMER exclusive;
  HANDLE mutex;
  CRITICAL_SECTION lock;
  volatile LONG ticks;
} Ctx;

static FILETIME due;

static VOID CALLBACK only_the_last_takes_it(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  if (InterlockedIncrement(&c->ticks) != 3)
    return;
  EnterCriticalSection(&c->lock);
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK only_the_last_waits_for_it(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  if (InterlockedIncrement(&c->ticks) != 3)
    return;
  WaitForSingleObject(c->mutex, INFINITE);
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  ReleaseMutex(c->mutex);
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK it_fires_once(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock);
  LeaveCriticalSection(&c->lock);
  DisassociateCurrentThreadFromCallback(instance);
  EnterCriticalSection(&c->lock);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolTimer(timer);
}

void start(Ctx *c) {
  c->timer = CreateThreadpoolTimer(only_the_last_takes_it, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 1000, 0);
  c->once = CreateThreadpoolTimer(it_fires_once, c, NULL);
  SetThreadpoolTimer(c->once, &due, 0, 0);
  c->exclusive = CreateThreadpoolTimer(only_the_last_waits_for_it, c, NULL);
  SetThreadpoolTimer(c->exclusive, &due, 1000, 0);
}
