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

void stop(PTP_CLEANUP_GROUP group) { CloseThreadpoolCleanupGroup(group); }
