// PROOF: H15
// bad: deadlock
#include "proof.h"

static HANDLE stopping;

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the callback runs");
  WaitForSingleObject(stopping, INFINITE);
}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifdef GOOD
  SetEvent(stopping);
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-under-lock
  CloseThreadpoolTimer(timer);
#ifndef GOOD
  SetEvent(stopping);
#endif
}

void scenario(void) {
  stopping = CreateEventA(NULL, TRUE, FALSE, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer);
}
