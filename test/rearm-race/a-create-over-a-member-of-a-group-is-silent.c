// RUN: %check %s threadpool-rearm-race
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void start_two(PTP_CLEANUP_GROUP group, FILETIME due) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, &environment);
  SetThreadpoolTimer(timer, &due, 0, 0);
  timer = CreateThreadpoolTimer(on_tick, NULL, &environment);
  SetThreadpoolTimer(timer, &due, 0, 0);
}
