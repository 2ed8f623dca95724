// PROOF: H05
// bad: use after free
#include "proof.h"

#include <memory>

struct Context {
  unsigned value = ALIVE;
};

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_WAIT, TP_WAIT_RESULT) {
  reach("the callback runs");
  linger("the context is freed");
  use(static_cast<Context *>(parameter)->value);
}

static void stop(PTP_WAIT wait, std::unique_ptr<Context> &context) {
  SetThreadpoolWait(wait, nullptr, nullptr);
#ifndef GOOD
  context.reset(); // expect-bad: threadpool-context-freed-early
  reach("the context is freed");
#endif
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

void scenario(void) {
  auto context = std::make_unique<Context>();
  HANDLE event = CreateEventA(nullptr, FALSE, TRUE, nullptr);
  PTP_WAIT wait = CreateThreadpoolWait(signalled, context.get(), nullptr);
  SetThreadpoolWait(wait, event, nullptr);
  await("the callback runs");
  stop(wait, context);
  CloseHandle(event);
}
