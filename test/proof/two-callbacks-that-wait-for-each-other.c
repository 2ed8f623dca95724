// PROOF: H11
// bad: deadlock
#include "proof.h"

static PTP_TIMER first, second;

static VOID CALLBACK first_tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the first runs");
  await("the second runs");
  WaitForThreadpoolTimerCallbacks(second, TRUE); // expect-bad: threadpool-wait-in-callback
  reach("the first is done");
}

static VOID CALLBACK second_tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  reach("the second runs");
  await("the first runs");
#ifndef GOOD
  WaitForThreadpoolTimerCallbacks(first, TRUE);
#endif
}

void scenario(void) {
  first = CreateThreadpoolTimer(first_tick, NULL, NULL);
  second = CreateThreadpoolTimer(second_tick, NULL, NULL);
  SetThreadpoolTimer(first, &at_once, 0, 0);
  SetThreadpoolTimer(second, &at_once, 0, 0);
  await("the first is done");
}
