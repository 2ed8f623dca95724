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
  WaitForSingleObject(c->go, INFINITE); // #awaits
}

void stop(Ctx *c) {
  c->timer = CreateThreadpoolTimer(on_tick, c, NULL); // #created
  SetThreadpoolTimer(c->timer, &due, 1000, 0); // #armed
  SetThreadpoolTimer(c->timer, NULL, 0, 0); // #disarmed
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  // expect: waiting for timer 'c->timer' can deadlock: callback 'on_tick' waits for event 'c->go', which is set
  //   only after this wait
  // note #created: timer 'c->timer' is created here with callback 'on_tick' and context 'c'
  // note #armed: timer 'c->timer' is armed here
  // note #disarmed: timer 'c->timer' is disarmed here; a callback that is already queued or running goes on
  // note #awaits: callback 'on_tick' waits for 'c->go' here: it waits for the thread that waits for it
  // note #set: event 'c->go' is set only here
  SetEvent(c->go); // #set
  CloseThreadpoolTimer(c->timer);
}
