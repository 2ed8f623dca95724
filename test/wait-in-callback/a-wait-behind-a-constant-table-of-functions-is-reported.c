// RUN: %check %s
#include <windows.h>

typedef struct Probe Probe;

typedef struct Operations {
  int (*start)(Probe *);
  void (*stop)(Probe *);
} Operations;

struct Probe {
  PTP_TIMER timer;
  int left;
};
extern FILETIME due;

static int probe_start(Probe *p) {
  SetThreadpoolTimer(p->timer, &due, 0, 0);
  return 1;
}

static void probe_stop(Probe *p) {
  SetThreadpoolTimer(p->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
  // expect: waiting for timer 'p->timer' inside its own callback never returns
}

static const Operations operations = {.stop = probe_stop, .start = probe_start};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Probe *p = context;
  if (--p->left == 0)
    operations.stop(p);
}

int probe_open(Probe *p) {
  p->timer = CreateThreadpoolTimer(on_tick, p, NULL);
  return p->timer && operations.start(p);
}

// From anywhere else it is right.
void probe_end(Probe *p) {
  operations.stop(p);
  CloseThreadpoolTimer(p->timer);
}
