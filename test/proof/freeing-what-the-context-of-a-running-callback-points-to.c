// PROOF: H05
// bad: use after free
#include "proof.h"

struct Context {
  PTP_TIMER timer;
  unsigned *value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the value is freed");
  use(*context->value);
}

static void stop(struct Context *context) {
#ifndef GOOD
  free(context->value); // expect-bad: threadpool-context-freed-early
  reach("the value is freed");
#endif
  SetThreadpoolTimer(context->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(context->timer, TRUE);
  CloseThreadpoolTimer(context->timer);
#ifdef GOOD
  free(context->value);
#endif
  free(context);
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = malloc(sizeof *context->value);
  *context->value = ALIVE;
  context->timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(context->timer, &at_once, 0, 0);
  await("the callback runs");
  stop(context);
  all_freed();
}
