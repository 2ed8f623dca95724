// PROOF: H05
// bad: use after free
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
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifndef GOOD
  free(context); // expect-bad: threadpool-context-freed-early
  reach("the context is freed");
#endif
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
#ifdef GOOD
  free(context);
#endif
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer, context);
}
