// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(PTP_CLEANUP_GROUP group, FILETIME due) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, &environment);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  // expect: timer 'timer' is armed after the members of its cleanup group
  //   'group' were closed
  CloseThreadpoolTimer(timer);
}
