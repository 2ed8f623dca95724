// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void run(BOOL cancel) {
  int *data = malloc(sizeof *data);
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, &environment);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, &environment);
  SetThreadpoolTimer(timer, &due, 20, 0);
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, cancel, NULL);
  CloseThreadpoolCleanupGroup(group);
  DestroyThreadpoolEnvironment(&environment);
  free(data);
}
