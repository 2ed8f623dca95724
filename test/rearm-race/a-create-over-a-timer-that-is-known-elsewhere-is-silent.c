// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  InterlockedIncrement(&((Ctx *)context)->stop);
}

void both(Ctx *c) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  c->timer = timer;
  timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  CloseThreadpoolTimer(timer);
}
