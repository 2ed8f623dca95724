// PROOF: H08
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void scenario(void) {
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &soon, 0, 0);
#ifdef GOOD
  stop(timer);
#endif
  timer = CreateThreadpoolTimer(tick, context, NULL); // expect-bad: threadpool-rearm-race
  stop(timer);
  free(context);
  reach("the context is freed");
}
