// PROOF: H13
// bad: deadlock
#include "proof.h"

static SRWLOCK lock;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the callback runs");
  await("the lock is held");
  AcquireSRWLockExclusive(&lock);
  ReleaseSRWLockExclusive(&lock);
}

static void stop(PTP_TIMER timer) {
  AcquireSRWLockExclusive(&lock);
  reach("the lock is held");
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifdef GOOD
  ReleaseSRWLockExclusive(&lock);
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-under-lock
  CloseThreadpoolTimer(timer);
#ifndef GOOD
  ReleaseSRWLockExclusive(&lock);
#endif
}

void scenario(void) {
  InitializeSRWLock(&lock);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer);
}
