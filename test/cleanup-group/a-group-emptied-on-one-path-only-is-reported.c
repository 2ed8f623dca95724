// RUN: %check %s threadpool-cleanup-group
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) { ++*(int *)context; }
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) { ++*(int *)context; }

static PTP_CLEANUP_GROUP make(TP_CALLBACK_ENVIRON *environment, PTP_CLEANUP_GROUP_CANCEL_CALLBACK cancelled) {
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(environment);
  SetThreadpoolCallbackCleanupGroup(environment, group, cancelled);
  return group;
}

void run(int *context, BOOL orderly) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = make(&environment, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_work, context, &environment);
  SubmitThreadpoolWork(work);
  if (orderly)
    CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed while work object 'work' is still a member of it
}
