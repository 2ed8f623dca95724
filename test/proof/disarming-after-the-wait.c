// PROOF: H04
// bad: use after free
// fixed: clean
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_TIMER timer, struct Context *context) {
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  linger("the callback runs"); // the due time comes before the disarm
#ifndef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
#endif
  CloseThreadpoolTimer(timer); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &soon, 0, 0);
  stop(timer, context);
}
