// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void run_one(void) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(run, NULL, &environment); // #created
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL); // #members
  CloseThreadpoolWork(work); //-
  // expect: work object 'work' is closed once more after the members of its
  //   cleanup group 'group' were closed
  // note #created: work object 'work' is created here with callback 'run'
  // note #members: work object 'work' is closed here with the members of
  //   cleanup group 'group'
  CloseThreadpoolCleanupGroup(group);
}
