// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close
// How many of its elements are in use is told by a number beside the array.
#include <windows.h>

typedef struct Server {
  int count;
  PTP_TIMER timers[16];
} Server;

void server_stop(Server *s) {
  int i;
  for (i = 0; i < s->count; ++i)
    SetThreadpoolTimer(s->timers[i], NULL, 0, 0);
  for (i = 0; i < s->count; ++i)
    WaitForThreadpoolTimerCallbacks(s->timers[i], TRUE);
  for (i = 0; i < s->count; ++i)
    CloseThreadpoolTimer(s->timers[i]);
}

void server_stop_in_haste(Server *s) {
  int i;
  for (i = 0; i < s->count; ++i)
    SetThreadpoolTimer(s->timers[i], NULL, 0, 0);
  for (i = 0; i < s->count; ++i)
    CloseThreadpoolTimer(s->timers[i]);
  // expect: timer 's->timers[i]' is closed while its callback may still run; it was disarmed but not drained
}

typedef struct Batch {
  unsigned count;
  PTP_WAIT waits[];
} Batch;

void batch_stop(Batch *b) {
  for (unsigned i = 0; i < b->count; ++i)
    SetThreadpoolWait(b->waits[i], NULL, NULL);
  for (unsigned i = 0; i < b->count; ++i)
    WaitForThreadpoolWaitCallbacks(b->waits[i], TRUE);
  for (unsigned i = 0; i < b->count; ++i)
    CloseThreadpoolWait(b->waits[i]);
}

static struct {
  PTP_TIMER timer;
  int busy;
} slots[32];
static int used;

void slots_stop(void) {
  int i;
  for (i = 0; i < used; ++i)
    SetThreadpoolTimer(slots[i].timer, NULL, 0, 0);
  for (i = 0; i < used; ++i)
    WaitForThreadpoolTimerCallbacks(slots[i].timer, TRUE);
  for (i = 0; i < used; ++i)
    CloseThreadpoolTimer(slots[i].timer);
}

void slots_stop_the_other_way_round(void) {
  int i;
  for (i = 0; i < used; ++i)
    WaitForThreadpoolTimerCallbacks(slots[i].timer, TRUE);
  for (i = 0; i < used; ++i)
    SetThreadpoolTimer(slots[i].timer, NULL, 0, 0);
  for (i = 0; i < used; ++i)
    CloseThreadpoolTimer(slots[i].timer);
  // expect: timer 'slots[i].timer' is closed while its callback may still run; it was drained before it was
  //   disarmed, not after
}
