// PROOF: H33
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

static void stop(PTP_POOL pool, PTP_TIMER timer, struct Context *context) {
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
#endif
  CloseThreadpool(pool);
  free(context); // expect-bad: threadpool-context-freed-early
  reach("the context is freed");
}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  PTP_POOL pool = CreateThreadpool(NULL);
  SetThreadpoolCallbackPool(&environment, pool);
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, &environment);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(pool, timer, context);
}
