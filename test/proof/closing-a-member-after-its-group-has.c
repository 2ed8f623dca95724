// PROOF: H20
// bad: crash
// fixed: clean
#include "proof.h"

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, &environment);
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  Sleep(200); // by now the thread of the callback has let go of the work object as well
#ifndef GOOD
  CloseThreadpoolWork(work); // expect-bad: threadpool-use-after-close
#endif
  CloseThreadpoolCleanupGroup(group);
}
