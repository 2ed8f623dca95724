// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close
#include <string.h>
#include <windows.h>

typedef struct Pair {
  PTP_TIMER timer;
  PTP_WAIT wait;
} Pair;

void moved_out(Pair *p) {
  Pair mine = *p;
  p->timer = NULL;
  p->wait = NULL;
  SetThreadpoolTimer(mine.timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(mine.timer, TRUE);
  CloseThreadpoolTimer(mine.timer);
  //+  SetThreadpoolWait(mine.wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(mine.wait, TRUE);
  CloseThreadpoolWait(mine.wait);
  // expect: wait object 'mine.wait' is closed while its callback may still run; it was drained but not disarmed
}

void moved_out_at_once(Pair *p) {
  Pair mine = *p;
  memset(p, 0, sizeof *p);
  SetThreadpoolTimer(mine.timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(mine.timer, TRUE);
  CloseThreadpoolTimer(mine.timer);
  // expect: timer 'mine.timer' is closed while its callback may still run; it was disarmed but not drained
}

void overwritten(Pair *p, const Pair *other) {
  Pair mine = *p;
  *p = *other;
  SetThreadpoolTimer(mine.timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(mine.timer, TRUE);
  CloseThreadpoolTimer(mine.timer);
  //+  SetThreadpoolTimer(p->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(p->timer, TRUE);
  CloseThreadpoolTimer(p->timer);
  // expect: timer 'p->timer' is closed while its callback may still run; it was neither disarmed nor drained
}
