// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL); // #create
  SetThreadpoolTimer(timer, &due, 1000, 0);                       // #arm
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context '{{&?}}ticks' is released afterwards
  // note #create: timer 'timer' is created here with callback 'on_tick' and context '{{&?}}ticks'
  // note #arm: timer 'timer' is armed here
  // note #end: context '{{&?}}ticks' goes out of scope here
} // #end
