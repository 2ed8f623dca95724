// RUN: %check %s threadpool-unsafe-close threadpool-rearm-race
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(timer, &due, 0, 0);
}

static void start(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL);
  SetThreadpoolTimer(c->timer, &due, 0, 0);
}

void whole(Ctx *c) {
  start(c);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  while (IsThreadpoolTimerSet(c->timer)) {
    SetThreadpoolTimer(c->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  }
  CloseThreadpoolTimer(c->timer);
}

void disarms_only(Ctx *c) {
  start(c);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  while (IsThreadpoolTimerSet(c->timer))
    SetThreadpoolTimer(c->timer, NULL, 0, 0);
  CloseThreadpoolTimer(c->timer);
  // expect: timer 'c->timer' is closed while its callback may still run; it was drained before it was disarmed, not
  //   after [threadpool-unsafe-close]
}

void in_the_wrong_order(Ctx *c) {
  start(c);
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  while (IsThreadpoolTimerSet(c->timer)) {
    WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
    SetThreadpoolTimer(c->timer, NULL, 0, 0);
  }
  CloseThreadpoolTimer(c->timer);
  // expect: timer 'c->timer' is closed while its callback may still run; it was drained before it was disarmed, not
  //   after
}
