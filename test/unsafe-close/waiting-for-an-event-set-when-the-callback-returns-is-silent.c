// RUN: %check %s
#include <windows.h>

extern FILETIME due;
static HANDLE done;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetEventWhenCallbackReturns(instance, done);
  ++*(int *)context;
}

void run(void) {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  WaitForSingleObject(done, INFINITE);
  CloseThreadpoolTimer(timer);
}
