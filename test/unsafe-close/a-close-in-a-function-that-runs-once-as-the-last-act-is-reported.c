// Nothing but the InitOnceExecuteOnce of the caller leads to the Close.
// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER ticker;
  INIT_ONCE once;
};

static BOOL CALLBACK end(PINIT_ONCE once, PVOID context, PVOID *unused) {
  struct session *s = context;
  //+  SetThreadpoolTimer(s->ticker, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(s->ticker, TRUE);
  CloseThreadpoolTimer(s->ticker);
  // expect: timer 's->ticker' is closed while its callback may still run; it was
  //   disarmed but not drained
  return TRUE;
}

void leave(struct session *s) {
  SetThreadpoolTimer(s->ticker, NULL, 0, 0);
  if (s->ticker)
    InitOnceExecuteOnce(&s->once, end, s, NULL);
}
