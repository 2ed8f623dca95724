// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, &environment);
  SetThreadpoolTimer(timer, &due, 20, 0);
  free(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still run
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  CloseThreadpoolCleanupGroup(group);
}
