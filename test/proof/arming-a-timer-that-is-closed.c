// PROOF: H19
// bad: crash
#include "proof.h"

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {}

void scenario(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
#ifdef GOOD
  timer = CreateThreadpoolTimer(tick, NULL, NULL);
#endif
  SetThreadpoolTimer(timer, &at_once, 0, 0); // expect-bad: threadpool-use-after-close
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
#endif
}
