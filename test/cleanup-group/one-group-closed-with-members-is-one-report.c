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

void run(int *context) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = make(&environment, NULL);
  PTP_WORK first = CreateThreadpoolWork(on_work, context, &environment);
  PTP_WORK second = CreateThreadpoolWork(on_work, context, &environment);
  SubmitThreadpoolWork(first);
  SubmitThreadpoolWork(second);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed while work object '{{first|second}}' is still a member of it
}
