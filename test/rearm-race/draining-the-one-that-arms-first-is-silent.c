// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static PTP_TIMER first, second;

static VOID CALLBACK on_first(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}
static VOID CALLBACK on_second(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(first, &due, 0, 0);
}

void stop(void) {
  first = CreateThreadpoolTimer(on_first, NULL, NULL);
  second = CreateThreadpoolTimer(on_second, NULL, NULL);
  SetThreadpoolTimer(first, &due, 0, 0);
  SetThreadpoolTimer(second, &due, 0, 0);
  SetThreadpoolTimer(second, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(second, TRUE);
  SetThreadpoolTimer(first, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(first, TRUE);
  CloseThreadpoolTimer(first);
  CloseThreadpoolTimer(second);
}
