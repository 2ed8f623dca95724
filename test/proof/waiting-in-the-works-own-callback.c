// PROOF: H10
// bad: deadlock
#include "proof.h"

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
#ifndef GOOD
  WaitForThreadpoolWorkCallbacks(work, FALSE); // expect-bad: threadpool-wait-in-callback
#endif
  CloseThreadpoolWork(work);
  reach("the work is closed");
}

void scenario(void) {
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, NULL);
  SubmitThreadpoolWork(work);
  await("the work is closed");
}
