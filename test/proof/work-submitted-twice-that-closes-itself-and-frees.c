// PROOF: H39
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  use(context->value);
#ifndef GOOD
  CloseThreadpoolWork(work); // expect-bad: threadpool-self-close-overlap
  free(context);
#endif
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, busy_until("both are queued"));
  SubmitThreadpoolWork(work);
  SubmitThreadpoolWork(work);
  reach("both are queued");
#ifdef GOOD
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  free(context);
#endif
}
