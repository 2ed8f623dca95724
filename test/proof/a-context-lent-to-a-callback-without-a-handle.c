// PROOF: H25
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK run_once(PTP_CALLBACK_INSTANCE instance, PVOID parameter) {
  struct Context *context = parameter;
  linger("the context is freed");
  use(context->value);
#ifdef GOOD
  free(context);
#endif
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  if (!TrySubmitThreadpoolCallback(run_once, context, NULL)) { // expect-bad: threadpool-detached-context
    free(context);
    return;
  }
#ifndef GOOD
  free(context);
  reach("the context is freed");
#else
  linger("the callback is done");
#endif
}
