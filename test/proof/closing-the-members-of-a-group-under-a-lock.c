// PROOF: H13
// bad: deadlock
#include "proof.h"

static CRITICAL_SECTION section;

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  reach("the callback runs");
  await("the lock is held");
  EnterCriticalSection(&section);
  LeaveCriticalSection(&section);
}

static void stop(PTP_CLEANUP_GROUP group) {
  EnterCriticalSection(&section);
  reach("the lock is held");
#ifdef GOOD
  LeaveCriticalSection(&section);
#endif
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL); // expect-bad: threadpool-wait-under-lock
#ifndef GOOD
  LeaveCriticalSection(&section);
#endif
  CloseThreadpoolCleanupGroup(group);
}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeCriticalSection(&section);
  InitializeThreadpoolEnvironment(&environment);
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(work_on, NULL, &environment);
  SubmitThreadpoolWork(work);
  await("the callback runs");
  stop(group);
}
