// PROOF: H10
// bad: deadlock
#include "proof.h"

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WAIT wait, TP_WAIT_RESULT result) {
#ifdef GOOD
  DisassociateCurrentThreadFromCallback(instance);
#endif
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE); // expect-bad: threadpool-wait-in-callback
  CloseThreadpoolWait(wait);
  reach("the wait is closed");
}

void scenario(void) {
  PTP_WAIT wait = CreateThreadpoolWait(signalled, NULL, NULL);
  SetThreadpoolWait(wait, CreateEventA(NULL, FALSE, TRUE, NULL), NULL);
  await("the wait is closed");
}
