// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run(void) {
  int result = -1;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (!timer)
    return -1;
  SetThreadpoolTimer(timer, &due, 1000, 0);
  if (!open_device())
    goto close;
  Sleep(5000);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  result = 0;
close:
  Sleep(0);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  return result;
}
