// PROOF: H35
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

static int poll_for(HANDLE event) {
  int result = 0;
  struct Context context = {ALIVE};
  PTP_TIMER timer = CreateThreadpoolTimer(tick, &context, NULL);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  await("the callback runs");
  if (WaitForSingleObject(event, 10) != WAIT_OBJECT_0)
#ifdef GOOD
    result = -1;
#else
    return -1; // expect-bad: threadpool-context-freed-early
#endif
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  return result;
}

void scenario(void) {
  poll_for(CreateEventA(NULL, FALSE, FALSE, NULL));
  reuse_the_stack();
  reach("the frame is gone");
}
