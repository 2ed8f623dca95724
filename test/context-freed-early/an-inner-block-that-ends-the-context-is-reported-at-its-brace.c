// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(BOOL verbose) {
  PTP_TIMER timer = NULL;
  if (verbose) {
    int ticks = 0;
    timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
    SetThreadpoolTimer(timer, &due, 1000, 0);
    Sleep(ticks);
  }
  // expect: context '{{&?}}ticks' of timer 'timer' goes out of scope while the callback may still run
  if (timer) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
}
