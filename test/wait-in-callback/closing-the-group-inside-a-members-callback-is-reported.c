// RUN: %check %s
// Disassociating does not help here.
#include <windows.h>

static PTP_CLEANUP_GROUP group;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  // expect: closing the members of cleanup group 'group' inside the callback of its member never returns
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  // expect: closing the members of cleanup group 'group' inside the callback of its member never returns
}

void start(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_work, NULL, &environment);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, &environment);
}
