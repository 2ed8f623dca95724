// PROOF: H24
// bad: leak
// options: threadpool-cleanup-group.WarnCancelledOwnerLeak=true
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  use(context->value);
  free(context);
}

static void stop(PTP_WORK work) {
#ifdef GOOD
  reach("the pool is free");
  WaitForThreadpoolWorkCallbacks(work, FALSE);
#else
  WaitForThreadpoolWorkCallbacks(work, TRUE); // expect-bad: threadpool-cleanup-group
#endif
  CloseThreadpoolWork(work);
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, busy_until("the pool is free"));
  SubmitThreadpoolWork(work);
  stop(work);
  all_freed();
}
