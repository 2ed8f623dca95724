// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL open_device() noexcept;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  if (!timer)
    return;
  SetThreadpoolTimer(timer, &due, 1000, 0);
  try {
    if (!open_device())
      throw 1;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } catch (int) {
  }
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
