// PROOF: H39
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  volatile LONG left;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  use(context->value);
#ifdef GOOD
  if (InterlockedDecrement(&context->left))
    return;
#endif
  CloseThreadpoolWork(work); // expect-bad: threadpool-self-close-overlap
  free(context);
}

void scenario(void) {
  struct Context *context = calloc(1, sizeof *context);
  context->value = ALIVE;
  context->left = 2;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, busy_until("both are queued"));
  SubmitThreadpoolWork(work);
  SubmitThreadpoolWork(work);
  reach("both are queued");
}
