// PROOF: H21
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

static void stop(PTP_CLEANUP_GROUP group, struct Context *context) {
#ifdef GOOD
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
#endif
  CloseThreadpoolCleanupGroup(group); // expect-bad: threadpool-cleanup-group
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, &environment);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(group, context);
}
