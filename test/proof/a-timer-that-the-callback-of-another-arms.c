// PROOF: H46
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  PTP_TIMER other;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  reach("the first runs");
  linger("the context is freed");
  use(context->value);
}

static VOID CALLBACK wake(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  reach("the second runs");
  linger("the first is drained");
  SetThreadpoolTimer(context->other, &at_once, 0, 0);
}

static void stop(PTP_TIMER first, PTP_TIMER second, struct Context *context) {
#ifdef GOOD
  SetThreadpoolTimer(second, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(second, TRUE);
#endif
  SetThreadpoolTimer(first, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(first, TRUE); // expect-bad: threadpool-rearm-race
  reach("the first is drained");
#ifndef GOOD
  SetThreadpoolTimer(second, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(second, TRUE);
#endif
  linger("the first runs");
  CloseThreadpoolTimer(first);
  CloseThreadpoolTimer(second);
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER first = CreateThreadpoolTimer(tick, context, NULL);
  PTP_TIMER second = CreateThreadpoolTimer(wake, context, NULL);
  context->other = first;
  SetThreadpoolTimer(second, &at_once, 0, 0);
  await("the second runs");
  stop(first, second, context);
}
