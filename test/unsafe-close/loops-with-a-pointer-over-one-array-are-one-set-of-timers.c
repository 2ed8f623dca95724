// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early threadpool-use-after-close
#include <stdlib.h>
#include <windows.h>

typedef struct Slot {
  PTP_TIMER timer;
  int ticks;
} Slot;

typedef struct Table {
  Slot *slots, *end;
} Table;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ((Slot *)context)->ticks++;
}

int table_open(Table *t, size_t count, FILETIME due) {
  Slot *p, *q;
  t->slots = (Slot *)calloc(count, sizeof(Slot));
  t->end = t->slots + count;
  for (p = t->slots; p != t->end; ++p) {
    p->timer = CreateThreadpoolTimer(on_tick, p, NULL);
    if (!p->timer)
      goto failed;
    SetThreadpoolTimer(p->timer, &due, 20, 0);
  }
  return 1;
failed: // those before the one that could not be made
  for (q = t->slots; q < p; ++q) {
    SetThreadpoolTimer(q->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(q->timer, TRUE);
    CloseThreadpoolTimer(q->timer);
  }
  free(t->slots);
  return 0;
}

void table_close(Table *t) {
  for (Slot *p = t->slots; p < t->end; p++)
    SetThreadpoolTimer(p->timer, NULL, 0, 0);
  for (Slot *p = t->slots; p < t->end; p++)
    WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
  for (Slot *p = t->slots; p < t->end; p++)
    CloseThreadpoolTimer(p->timer);
  free(t->slots);
}

void table_close_in_haste(Table *t) {
  for (Slot *p = t->slots; p < t->end; p++)
    SetThreadpoolTimer(p->timer, NULL, 0, 0);
  for (Slot *p = t->slots; p < t->end; p++) {
    //+    WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
    CloseThreadpoolTimer(p->timer);
    // expect: timer 'p->timer' is closed while its callback may still run; it was disarmed but not drained
  }
}

static PTP_TIMER beats[4];

void by_pointer_and_by_number(void) {
  int i;
  PTP_TIMER *beat;
  for (beat = beats; beat != beats + 4; ++beat) {
    SetThreadpoolTimer(*beat, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(*beat, TRUE);
  }
  for (i = 0; i < 4; ++i)
    CloseThreadpoolTimer(beats[i]);
}

void locals(FILETIME due) {
  Slot slots[3] = {0};
  for (int i = 0; i < 3; ++i) {
    slots[i].timer = CreateThreadpoolTimer(on_tick, &slots[i], NULL);
    if (slots[i].timer)
      SetThreadpoolTimer(slots[i].timer, &due, 20, 0);
  }
  for (Slot *p = slots; p != slots + 3; ++p)
    if (p->timer) {
      SetThreadpoolTimer(p->timer, NULL, 0, 0);
      WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
    }
  for (Slot *p = slots; p != slots + 3; ++p)
    if (p->timer)
      CloseThreadpoolTimer(p->timer);
}

void locals_in_haste(FILETIME due) {
  Slot slots[3] = {0};
  for (Slot *p = slots; p != slots + 3; ++p) {
    p->timer = CreateThreadpoolTimer(on_tick, p, NULL);
    if (p->timer)
      SetThreadpoolTimer(p->timer, &due, 20, 0);
  }
  for (Slot *p = slots; p != slots + 3; ++p)
    if (p->timer) {
      SetThreadpoolTimer(p->timer, NULL, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
      CloseThreadpoolTimer(p->timer);
      // expect: timer 'p->timer' is closed while its callback may still run; it was disarmed but not drained, and its
      //   context 'slots' is released afterwards
    }
}
