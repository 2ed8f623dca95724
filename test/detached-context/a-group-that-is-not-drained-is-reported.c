// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void post(int *context, PTP_CLEANUP_GROUP other) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  TrySubmitThreadpoolCallback(on_job, context, &environment);
  // expect: context 'context' is given to callback 'on_job' here and is released while the callback may still run; nothing waits for it
  free(context);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
}
