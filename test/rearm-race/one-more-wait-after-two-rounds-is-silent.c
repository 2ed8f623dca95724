// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Ctx *c = context;
  if (!c->stop)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  c->stop = 1;
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
}
