// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

static FILETIME due;
static volatile LONG stopping;
static PTP_TIMER first, second;

static VOID CALLBACK on_first(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}
static VOID CALLBACK on_second(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  if (!stopping)
    SetThreadpoolTimer(first, &due, 0, 0);
}

void stop(void) {
  first = CreateThreadpoolTimer(on_first, NULL, NULL);
  second = CreateThreadpoolTimer(on_second, NULL, NULL);
  SetThreadpoolTimer(first, &due, 0, 0);
  SetThreadpoolTimer(second, &due, 0, 0);
  stopping = 1;
  SetThreadpoolTimer(first, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(first, TRUE);
  SetThreadpoolTimer(second, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(second, TRUE);
  CloseThreadpoolTimer(first);
  CloseThreadpoolTimer(second);
}
