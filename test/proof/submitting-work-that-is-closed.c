// PROOF: H19
// bad: crash
#include "proof.h"

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {}

void scenario(void) {
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, NULL);
#ifdef GOOD
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
#endif
  CloseThreadpoolWork(work);
#ifndef GOOD
  SubmitThreadpoolWork(work); // expect-bad: threadpool-use-after-close
#endif
}
