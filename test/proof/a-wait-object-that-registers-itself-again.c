// PROOF: H09
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  HANDLE event;
  volatile LONG signals;
  volatile LONG stopping;
};

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WAIT wait, TP_WAIT_RESULT result) {
  struct Context *context = parameter;
  if (InterlockedIncrement(&context->signals) == 1) {
    reach("the callback runs");
    await("the wait is disarmed");
  } else {
    reach("the callback runs again");
    linger("the context is freed");
  }
  use(context->value);
#ifdef GOOD
  if (context->stopping)
    return;
#endif
  SetThreadpoolWait(wait, context->event, NULL);
}

static void stop(PTP_WAIT wait, struct Context *context) {
  context->stopping = 1;
  SetThreadpoolWait(wait, NULL, NULL);
  reach("the wait is disarmed");
  WaitForThreadpoolWaitCallbacks(wait, TRUE); // expect-bad: threadpool-rearm-race
#ifdef GOOD
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
#endif
  SetEvent(context->event); // the signal comes before the Close
  linger("the callback runs again");
  CloseThreadpoolWait(wait);
  CloseHandle(context->event);
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = calloc(1, sizeof *context);
  context->value = ALIVE;
  context->event = CreateEventA(NULL, FALSE, TRUE, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(signalled, context, NULL);
  SetThreadpoolWait(wait, context->event, NULL);
  await("the callback runs");
  stop(wait, context);
}
