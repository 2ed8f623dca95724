// PROOF: H22
// bad: deadlock
#include "proof.h"

static PTP_CLEANUP_GROUP group;

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
#ifdef GOOD
  CloseThreadpoolWork(work);
#else
  DisassociateCurrentThreadFromCallback(instance);       // does not help against a group
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL); // expect-bad: threadpool-wait-in-callback
#endif
  reach("the callback is done");
}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, &environment);
  SubmitThreadpoolWork(work);
  await("the callback is done");
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolCleanupGroup(group);
}
