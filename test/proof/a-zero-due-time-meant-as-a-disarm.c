// PROOF: H16
// bad: use after free
// fixed: clean
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER timer) {
  struct Context *context = parameter;
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_TIMER timer, struct Context *context) {
#ifdef GOOD
  SetThreadpoolTimer(timer, NULL, 0, 0);
#else
  FILETIME none = {0};
  SetThreadpoolTimer(timer, &none, 0, 0); // expect-bad: threadpool-disarm-argument
#endif
#ifdef GOOD
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
#endif
  CloseThreadpoolTimer(timer); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  FILETIME in_a_second = {(DWORD)-10000000, 0xFFFFFFFF};
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL);
  SetThreadpoolTimer(timer, &in_a_second, 0, 0);
  stop(timer, context);
}
