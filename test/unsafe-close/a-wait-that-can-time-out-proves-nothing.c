// RUN: %check %s
#include <windows.h>

extern FILETIME due;
static HANDLE done;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ++*(int *)context;
  SetEvent(done);
}

void run(void) {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  WaitForSingleObject(done, 100);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context '{{&?}}ticks' is released afterwards
}
