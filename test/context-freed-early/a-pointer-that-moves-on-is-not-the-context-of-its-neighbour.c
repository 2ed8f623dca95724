// RUN: %check %s
//
// What the record points to now need not be what the timer was made for.
#include <stdlib.h>
#include <windows.h>

struct item {
  int uses;
};
struct cursor {
  PTP_TIMER timer;
  struct item *current;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void start(struct cursor *c, struct item *first) {
  c->current = first;
  c->timer = CreateThreadpoolTimer(on_tick, first, NULL);
  if (c->timer)
    SetThreadpoolTimer(c->timer, &due, 1000, 0);
}

void advance(struct cursor *c, struct item *next) { c->current = next; }

void stop(struct cursor *c) {
  free(c->current);
  c->current = NULL;
  SetThreadpoolTimer(c->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(c->timer, TRUE);
  CloseThreadpoolTimer(c->timer);
}

// Whoever gives it something else to point to and makes another timer for that
// is no such function.
struct pair {
  PTP_TIMER timer;
  struct item *item;
};

void start_pair(struct pair *p) {
  p->item = calloc(1, sizeof *p->item);
  p->timer = CreateThreadpoolTimer(on_tick, p->item, NULL);
  if (p->timer)
    SetThreadpoolTimer(p->timer, &due, 1000, 0);
}

void restart_pair(struct pair *p, struct item *next) {
  SetThreadpoolTimer(p->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
  CloseThreadpoolTimer(p->timer);
  free(p->item);
  p->item = next;
  p->timer = CreateThreadpoolTimer(on_tick, p->item, NULL);
  if (p->timer)
    SetThreadpoolTimer(p->timer, &due, 1000, 0);
}

void stop_pair(struct pair *p) {
  free(p->item);
  // expect: context 'p->item' of timer 'p->timer' is released while the callback may still run
  SetThreadpoolTimer(p->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
  CloseThreadpoolTimer(p->timer);
}

// What one way through a function makes says nothing of what entered it on
// another.
struct lazy {
  PTP_WORK work;
  struct item *item;
};
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void make_perhaps(struct lazy *l, BOOL make) {
  if (make)
    l->work = CreateThreadpoolWork(on_work, l->item, NULL);
  CloseThreadpoolWork(l->work);
  free(l->item);
}
