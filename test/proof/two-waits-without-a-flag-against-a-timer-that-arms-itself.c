// PROOF: H09
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  volatile LONG ticks;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  LONG tick = InterlockedIncrement(&context->ticks);
  if (tick == 1) {
    reach("the callback runs");
    await("the timer is disarmed");
  } else if (tick == 2) {
    reach("the callback runs again");
    await("the timer is disarmed again");
  } else {
    reach("the callback runs a third time");
    linger("the context is freed");
  }
  use(context->value);
  SetThreadpoolTimer(timer, &soon, 0, 0);
}

static void stop(PTP_TIMER timer, struct Context *context) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  reach("the timer is disarmed");
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  await("the callback runs again");
  SetThreadpoolTimer(timer, NULL, 0, 0);
  reach("the timer is disarmed again");
  WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-rearm-race
#ifdef GOOD
  while (IsThreadpoolTimerSet(timer)) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
#endif
  linger("the callback runs a third time");
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
