// PROOF: H08
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  linger("the context is freed");
  use(context->value);
}

static void flush(PTP_WORK work) {
  SubmitThreadpoolWork(work);
#ifdef GOOD
  WaitForThreadpoolWorkCallbacks(work, FALSE);
#endif
}

static void stop(PTP_WORK work, struct Context *context) {
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  flush(work);
  CloseThreadpoolWork(work); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, NULL);
  SubmitThreadpoolWork(work);
  stop(work, context);
}
