// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void run(PTP_WORK_CALLBACK job, PTP_CLEANUP_GROUP group) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(job, NULL, &environment);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  CloseThreadpoolWork(work); // #close //-
  work = NULL;
  // expect #close: work object 'work' is closed once more after the members of
  //   its cleanup group 'group' were closed
}
