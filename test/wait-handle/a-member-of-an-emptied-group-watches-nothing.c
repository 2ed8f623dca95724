// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void run(PTP_CLEANUP_GROUP group, HANDLE event) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(signalled, NULL, &environment);
  SetThreadpoolWait(wait, event, NULL);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  CloseHandle(event);
}
