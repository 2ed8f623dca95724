// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device() noexcept;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int run() {
  int ticks = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  if (!open_device())
    throw 1;
  // expect: context '{{&?}}ticks' of timer 'timer' goes out of scope while the callback may still run
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  return ticks;
}
