// RUN: %check %s
#include <windows.h>

extern FILETIME due;
extern int context;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &context, NULL); // #create
  if (!timer)
    return;
  SetThreadpoolTimer(timer, &due, 1000, 0); // #arm
  Sleep(5000);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #create: timer 'timer' is created here with callback 'on_tick' and context '{{&?}}context'
  // note #arm: timer 'timer' is armed here
}
