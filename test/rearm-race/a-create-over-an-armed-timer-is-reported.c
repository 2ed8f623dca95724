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

void restart(Ctx *c) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, c, NULL); // #created
  SetThreadpoolTimer(timer, &due, 0, 0); // #armed
  timer = CreateThreadpoolTimer(on_tick, c, NULL);
  // expect: timer 'timer' is created over one that is still armed, which nothing can stop any more
  // note #created: timer 'timer' is created here with callback 'on_tick' and context 'c'
  // note #armed: timer 'timer' is armed here
  CloseThreadpoolTimer(timer);
}
