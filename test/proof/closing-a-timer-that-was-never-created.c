// PROOF: H18
// bad: crash
#include "proof.h"

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {}

static void run(int wanted) {
  PTP_TIMER timer = NULL;
  if (wanted)
    timer = CreateThreadpoolTimer(tick, NULL, NULL);
#ifdef GOOD
  if (timer)
#endif
    CloseThreadpoolTimer(timer); // expect-bad: threadpool-use-after-close
}

void scenario(void) {
  run(1);
  run(0);
}
