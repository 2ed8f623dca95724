// RUN: %check %s
#include <windows.h>

extern FILETIME due;
static PTP_TIMER timer;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void start(void) {
  int ticks = 0;
  timer = CreateThreadpoolTimer(on_tick, &ticks, NULL); // #create
  SetThreadpoolTimer(timer, &due, 1000, 0);             // #arm
}
// expect: context '{{&?}}ticks' of timer 'timer' goes out of scope while the callback may still run
// note #create: timer 'timer' is created here with callback 'on_tick' and context '{{&?}}ticks'
// note #arm: timer 'timer' is armed here

static void start_in(PTP_TIMER *out) {
  int ticks = 0;
  *out = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(*out, &due, 30, 0);
}
// expect: context '{{&?}}ticks' of timer '*out' goes out of scope while the callback may still run

void run(void) {
  PTP_TIMER mine;
  start_in(&mine);
  Sleep(150);
  SetThreadpoolTimer(mine, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(mine, TRUE);
  CloseThreadpoolTimer(mine);
}
