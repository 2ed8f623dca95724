// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

#define STOP(work) CloseThreadpoolWork(work)

static PTP_WORK make(PTP_CLEANUP_GROUP group) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  return CreateThreadpoolWork(run, NULL, &environment);
}

void alone_in_an_if(PTP_CLEANUP_GROUP group) {
  PTP_WORK work = make(group);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  if (work)
    CloseThreadpoolWork(work);
  // expect: work object 'work' is closed once more after the members of its
  //   cleanup group 'group' were closed
}

void in_a_macro(PTP_CLEANUP_GROUP group) {
  PTP_WORK work = make(group);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  STOP(work);
  // expect: work object 'work' is closed once more after the members of its
  //   cleanup group 'group' were closed
}
