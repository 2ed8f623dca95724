// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(BOOL periodic) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL); // #create
  if (periodic)                                                 // #branch
    SetThreadpoolTimer(timer, &due, 1000, 0);                   // #arm
  periodic = FALSE;
  if (periodic) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
