// PROOF: H40
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
#ifdef GOOD
  unsigned value = context->value;
#endif
  DisassociateCurrentThreadFromCallback(instance);
  reach("the callback runs");
  linger("the context is freed");
#ifdef GOOD
  use(value);
#else
  use(context->value); // expect-bad: threadpool-self-close-overlap
#endif
}

static void stop(PTP_TIMER timer, struct Context *context) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer, context);
}
