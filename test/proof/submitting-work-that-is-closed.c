// PROOF: H19
// bad: crash
#include "proof.h"

// As long as it runs, Wine keeps the object, and sees that it is closed. Memory that is freed might hold anything.
static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  reach("the callback runs");
  linger("the work is submitted again");
}

void scenario(void) {
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, NULL);
  SubmitThreadpoolWork(work);
  await("the callback runs");
#ifdef GOOD
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
#else
  CloseThreadpoolWork(work);
  SubmitThreadpoolWork(work); // expect-bad: threadpool-use-after-close
#endif
  reach("the work is submitted again");
}
