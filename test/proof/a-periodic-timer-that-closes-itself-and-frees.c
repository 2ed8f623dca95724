// PROOF: H39
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  volatile LONG ticks;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  if (InterlockedIncrement(&context->ticks) == 1) {
    await("the callback runs again"); // a periodic timer does not wait for its last tick
#ifdef GOOD
    DisassociateCurrentThreadFromCallback(instance);
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
#else
    SetThreadpoolTimer(timer, NULL, 0, 0);
#endif
    CloseThreadpoolTimer(timer); // expect-bad: threadpool-self-close-overlap
    free(context);
    reach("the context is freed");
    return;
  }
  reach("the callback runs again");
  linger("the context is freed");
  use(context->value);
}

void scenario(void) {
  struct Context *context = calloc(1, sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &at_once, 50, 0);
  await("the context is freed");
}
