// RUN: %check %s
#include <windows.h>

struct clock {
  PTP_TIMER timer;
  int ticks;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  struct clock clock = {NULL, 0};
  clock.timer = CreateThreadpoolTimer(on_tick, NULL, NULL); // #create
  SetThreadpoolTimer(clock.timer, &due, 0, 0);              // #arm
  SetThreadpoolTimer(clock.timer, NULL, 0, 0);              // #disarm
  //+  WaitForThreadpoolTimerCallbacks(clock.timer, TRUE);
  CloseThreadpoolTimer(clock.timer);
  // expect: timer 'clock.timer' is closed while its callback may still run; it was
  //   disarmed but not drained
  // note #create: timer 'clock.timer' is created here with callback 'on_tick'
  // note #arm: timer 'clock.timer' is armed here
  // note #disarm: timer 'clock.timer' is disarmed here; a callback that is already
  //   queued or running goes on
}
