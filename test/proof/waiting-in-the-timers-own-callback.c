// PROOF: H10
// bad: deadlock
#include "proof.h"

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
#ifdef GOOD
  DisassociateCurrentThreadFromCallback(instance);
#endif
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-in-callback
  CloseThreadpoolTimer(timer);
  reach("the timer is closed");
}

void scenario(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the timer is closed");
}
