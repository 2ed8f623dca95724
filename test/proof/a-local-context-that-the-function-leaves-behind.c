// PROOF: H34
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the frame is gone");
  use(context->value);
}

static void poll_once(void) {
  struct Context context = {ALIVE};
  PTP_TIMER timer = CreateThreadpoolTimer(tick, &context, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
#endif
} // expect-bad: threadpool-context-freed-early

void scenario(void) {
  poll_once();
  reuse_the_stack();
  reach("the frame is gone");
}
