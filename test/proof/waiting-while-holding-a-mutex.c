// PROOF: H13
// bad: deadlock
#include "proof.h"

static HANDLE mutex;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the callback runs");
  await("the lock is held");
  WaitForSingleObject(mutex, INFINITE);
  ReleaseMutex(mutex);
}

static void stop(PTP_TIMER timer) {
  WaitForSingleObject(mutex, INFINITE);
  reach("the lock is held");
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifdef GOOD
  ReleaseMutex(mutex);
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-under-lock
  CloseThreadpoolTimer(timer);
#ifndef GOOD
  ReleaseMutex(mutex);
#endif
}

void scenario(void) {
  mutex = CreateMutexA(NULL, FALSE, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer);
}
