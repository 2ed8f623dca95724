// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;
static PTP_TIMER other;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(other, &due, 0, 0);
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
}
