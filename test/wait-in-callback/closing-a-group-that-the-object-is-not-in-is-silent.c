// RUN: %check %s
#include <windows.h>

static PTP_CLEANUP_GROUP group;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
}

void start(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, &environment);
  PTP_WORK work = CreateThreadpoolWork(on_work, NULL, NULL);
}
