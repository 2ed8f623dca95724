// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;
static PTP_TIMER shared;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(shared, &due, 0, 0);
}

void stop(Ctx *c) {
  shared = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(shared, &due, 0, 0);
  SetThreadpoolTimer(shared, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(shared, TRUE);
  // expect: timer 'shared' may be armed again when this wait returns: its callback 'on_tick' arms it, and
  //   one that is running does so after the disarm
  CloseThreadpoolTimer(shared);
}
