// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

// The function that ends the timer stands before, between and after those that
// make and arm it.
static VOID CALLBACK on_timeout(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

typedef struct First {
  PTP_TIMER timeout;
} First;

void first_done(First *f) {
  if (!SetThreadpoolTimerEx(f->timeout, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(f->timeout, TRUE);
  CloseThreadpoolTimer(f->timeout);
}
void first_arm(First *f, FILETIME due) { SetThreadpoolTimer(f->timeout, &due, 0, 0); }
void first_make(First *f) { f->timeout = CreateThreadpoolTimer(on_timeout, f, NULL); }

typedef struct Second {
  PTP_TIMER timeout;
} Second;

void second_make(Second *s) { s->timeout = CreateThreadpoolTimer(on_timeout, s, NULL); }
void second_done(Second *s) {
  if (!SetThreadpoolTimerEx(s->timeout, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(s->timeout, TRUE);
  CloseThreadpoolTimer(s->timeout);
}
void second_arm(Second *s, FILETIME due) { SetThreadpoolTimer(s->timeout, &due, 0, 0); }

typedef struct Third {
  PTP_TIMER timeout;
} Third;

void third_arm(Third *t, FILETIME due) { SetThreadpoolTimer(t->timeout, &due, 0, 0); }
void third_make(Third *t) { t->timeout = CreateThreadpoolTimer(on_timeout, t, NULL); }
void third_done(Third *t) {
  if (!SetThreadpoolTimerEx(t->timeout, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(t->timeout, TRUE);
  CloseThreadpoolTimer(t->timeout);
}

typedef struct Ticker {
  PTP_TIMER tick;
} Ticker;

void ticker_arm_once(Ticker *t, FILETIME due) { SetThreadpoolTimer(t->tick, &due, 0, 0); }
void ticker_make(Ticker *t) { t->tick = CreateThreadpoolTimer(on_timeout, t, NULL); }
void ticker_done(Ticker *t) {
  if (!SetThreadpoolTimerEx(t->tick, NULL, 0, 0)) // #asked
    WaitForThreadpoolTimerCallbacks(t->tick, TRUE);
  CloseThreadpoolTimer(t->tick);
  // expect #asked: TRUE does not say that no callback of timer 't->tick' is
  //   running: a tick before the recalled one may be; it is not waited for
}
void ticker_arm(Ticker *t, FILETIME due) { SetThreadpoolTimer(t->tick, &due, 100, 0); }
