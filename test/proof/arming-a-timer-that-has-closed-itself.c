// PROOF: H19
// bad: crash
#include "proof.h"

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
#endif
  CloseThreadpoolTimer(timer);
#ifndef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0); // expect-bad: threadpool-use-after-close
#endif
  reach("the callback is done");
}

void scenario(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback is done");
}
