// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
BOOL again(void);

void run(void *context) {
  PTP_CLEANUP_GROUP group;
  TP_CALLBACK_ENVIRON environment;
  PTP_TIMER timer;
  do {
    group = CreateThreadpoolCleanupGroup();
    if (again())
      break;
    InitializeThreadpoolEnvironment(&environment);
    SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
    timer = CreateThreadpoolTimer(on_tick, context, &environment);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  } while (again());
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  free(context);
  // expect: context 'context' of timer 'timer' is released while the callback may still run
}
