// PROOF: H42
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

static void stop(HANDLE wait, struct Context *context) {
#ifdef GOOD
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
#else
  UnregisterWait(wait); // expect-bad: threadpool-legacy-delete
#endif
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  HANDLE wait, event = CreateEventA(NULL, FALSE, TRUE, NULL);
  RegisterWaitForSingleObject(&wait, event, called, context, INFINITE, WT_EXECUTEONLYONCE);
  await("the callback runs");
  stop(wait, context);
}
