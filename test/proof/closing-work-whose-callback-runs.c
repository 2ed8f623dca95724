// PROOF: H01
// bad: use after free
// fixed: clean
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_WORK work, struct Context *context) {
#ifdef GOOD
  WaitForThreadpoolWorkCallbacks(work, FALSE);
#endif
  CloseThreadpoolWork(work); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, NULL);
  SubmitThreadpoolWork(work);
  await("the callback runs");
  stop(work, context);
}
