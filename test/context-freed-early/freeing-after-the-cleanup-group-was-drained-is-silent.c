// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  int ticks = 0;
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, &environment);
  PTP_TIMER local = CreateThreadpoolTimer(on_tick, &ticks, &environment);
  SetThreadpoolTimer(timer, &due, 20, 0);
  SetThreadpoolTimer(local, &due, 20, 0);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  free(data);
  CloseThreadpoolCleanupGroup(group);
}
