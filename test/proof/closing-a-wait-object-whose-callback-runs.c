// PROOF: H01
// bad: use after free
// fixed: clean
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WAIT wait, TP_WAIT_RESULT result) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_WAIT wait, struct Context *context) {
#ifdef GOOD
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
#endif
  CloseThreadpoolWait(wait); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  HANDLE event = CreateEventA(NULL, FALSE, TRUE, NULL);
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WAIT wait = CreateThreadpoolWait(signalled, context, NULL);
  SetThreadpoolWait(wait, event, NULL);
  await("the callback runs");
  stop(wait, context);
  CloseHandle(event);
}
