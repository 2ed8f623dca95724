// RUN: %check %s
//
// Nothing but the record that keeps both says whose context it is.
#include <stdlib.h>
#include <windows.h>

struct counts {
  int ticks;
};
struct monitor {
  PTP_TIMER timer;
  struct counts *counts;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

BOOL start(struct monitor *m) {
  m->counts = calloc(1, sizeof *m->counts);
  if (!m->counts)
    return FALSE;
  m->timer = CreateThreadpoolTimer(on_tick, m->counts, NULL);
  if (!m->timer) {
    free(m->counts);
    return FALSE;
  }
  SetThreadpoolTimer(m->timer, &due, 1000, 0);
  return TRUE;
}

void right(struct monitor *m) {
  SetThreadpoolTimer(m->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
  CloseThreadpoolTimer(m->timer);
  free(m->counts);
}

void before_the_stop(struct monitor *m) {
  free(m->counts);
  // expect: context 'm->counts' of timer 'm->timer' is released while the callback may still run
  SetThreadpoolTimer(m->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
  CloseThreadpoolTimer(m->timer);
}

void before_the_wait(struct monitor *m) {
  SetThreadpoolTimer(m->timer, NULL, 0, 0);
  free(m->counts);
  // expect: context 'm->counts' of timer 'm->timer' is released while the callback may still run
  WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
  CloseThreadpoolTimer(m->timer);
}

void before_the_close(struct monitor *m) {
  SetThreadpoolTimer(m->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
  free(m->counts);
  // expect: context 'm->counts' of timer 'm->timer' is released before the timer is closed; safe only while nothing arms it again
  CloseThreadpoolTimer(m->timer);
}

// Whoever closes it later may have made another by then.
void without_a_close(struct monitor *m) {
  SetThreadpoolTimer(m->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
  free(m->counts);
}

// Each element of an array is such a record.
struct job {
  PTP_WORK work;
  struct counts *counts;
};
struct batch {
  struct job jobs[4];
};
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void submit_all(struct batch *b) {
  for (int i = 0; i < 4; i++) {
    struct counts *c = calloc(1, sizeof *c);
    b->jobs[i].work = CreateThreadpoolWork(on_work, c, NULL);
    b->jobs[i].counts = c;
    SubmitThreadpoolWork(b->jobs[i].work);
  }
}

void joined(struct batch *b) {
  for (int i = 0; i < 4; i++) {
    WaitForThreadpoolWorkCallbacks(b->jobs[i].work, FALSE);
    CloseThreadpoolWork(b->jobs[i].work);
    free(b->jobs[i].counts);
  }
}

void not_joined(struct job *j) {
  //+  WaitForThreadpoolWorkCallbacks(j->work, FALSE);
  CloseThreadpoolWork(j->work);
  // expect: work object 'j->work' is closed while its callback may still run; it was not drained, and its context 'j->counts' is released afterwards
  free(j->counts);
}

// Two globals.
static PTP_TIMER timer;
static struct counts *counts;

void start_global(void) {
  counts = calloc(1, sizeof *counts);
  timer = CreateThreadpoolTimer(on_tick, counts, NULL);
  if (timer)
    SetThreadpoolTimer(timer, &due, 1000, 0);
}

void stop_global_too_late(void) {
  free(counts);
  // expect: context 'counts' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
