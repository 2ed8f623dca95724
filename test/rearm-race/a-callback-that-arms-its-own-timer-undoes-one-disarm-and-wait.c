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
  SetThreadpoolTimer(timer, &due, 0, 0); // #again
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL); // #created
  SetThreadpoolTimer(c->timer, &due, 0, 0); // #armed
  SetThreadpoolTimer(c->timer, NULL, 0, 0); // #disarmed
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: timer 'c->timer' may be armed again when this wait returns: its callback 'on_tick' arms it, and
  //   one that is running does so after the disarm
  // note #created: timer 'c->timer' is created here with callback 'on_tick' and context 'c'
  // note #armed: timer 'c->timer' is armed here
  // note #disarmed: timer 'c->timer' is disarmed here; a callback that is already queued or running goes on
  // note #again: callback 'on_tick', which may be running by now, arms timer 'c->timer' here, after it
  //   was disarmed
  // note #closed: timer 'c->timer' is closed here
  CloseThreadpoolTimer(c->timer); // #closed
}
