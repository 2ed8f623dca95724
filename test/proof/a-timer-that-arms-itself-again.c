// PROOF: H09
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  volatile LONG ticks;
  volatile LONG stopping;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  if (InterlockedIncrement(&context->ticks) == 1) {
    reach("the callback runs");
    await("the timer is disarmed");
  } else {
    reach("the callback runs again");
    linger("the context is freed");
  }
  use(context->value);
#ifdef GOOD
  if (context->stopping)
    return;
#endif
  SetThreadpoolTimer(timer, &soon, 0, 0);
}

static void stop(PTP_TIMER timer, struct Context *context) {
  context->stopping = 1;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  reach("the timer is disarmed");
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-rearm-race
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
#endif
  linger("the callback runs again");
  CloseThreadpoolTimer(timer);
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  struct Context *context = calloc(1, sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  stop(timer, context);
}
