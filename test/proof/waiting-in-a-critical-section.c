// PROOF: H13
// bad: deadlock
#include "proof.h"

static CRITICAL_SECTION section;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the callback runs");
  await("the lock is held");
  EnterCriticalSection(&section);
  LeaveCriticalSection(&section);
}

static void stop(PTP_TIMER timer) {
  EnterCriticalSection(&section);
  reach("the lock is held");
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifdef GOOD
  LeaveCriticalSection(&section);
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-under-lock
  CloseThreadpoolTimer(timer);
#ifndef GOOD
  LeaveCriticalSection(&section);
#endif
}

void scenario(void) {
  InitializeCriticalSection(&section);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer);
}
