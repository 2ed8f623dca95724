// PROOF: H41
// bad: use after free
// fixed: clean
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK called(PVOID parameter, BOOLEAN timed_out) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the context is freed");
  use(context->value);
}

static void stop(HANDLE queue, HANDLE timer, struct Context *context) {
#ifdef GOOD
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
#else
  DeleteTimerQueueTimer(queue, timer, NULL); // expect-bad: threadpool-legacy-delete
#endif
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  HANDLE timer, queue = CreateTimerQueue();
  CreateTimerQueueTimer(&timer, queue, called, context, 0, 0, WT_EXECUTEDEFAULT);
  await("the callback runs");
  stop(queue, timer, context);
}
