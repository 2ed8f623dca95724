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

static VOID CALLBACK on_owned(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) { free(context); }
static VOID CALLBACK on_cancelled(PVOID object, PVOID cleanup) {
  if (object)
    free(object);
    // expect: context 'object' is freed here for every member {{.*}}
}

void run(int *context, FILETIME due, BOOL now) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = make(&environment, on_cancelled);
  PTP_TIMER timer = CreateThreadpoolTimer(on_owned, context, &environment);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolCleanupGroupMembers(group, now, NULL);
  CloseThreadpoolCleanupGroup(group);
}
