// PROOF: H10
// bad: deadlock
#include "proof.h"

static HANDLE wait;

static VOID CALLBACK signalled(PVOID parameter, BOOLEAN timed_out) {
  await("the wait is known");
#ifdef GOOD
  UnregisterWaitEx(wait, NULL);
#else
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE); // expect-bad: threadpool-wait-in-callback
#endif
  reach("the wait is unregistered");
}

void scenario(void) {
  HANDLE event = CreateEventA(NULL, FALSE, TRUE, NULL);
  RegisterWaitForSingleObject(&wait, event, signalled, NULL, INFINITE, WT_EXECUTEONLYONCE);
  reach("the wait is known");
  await("the wait is unregistered");
}
