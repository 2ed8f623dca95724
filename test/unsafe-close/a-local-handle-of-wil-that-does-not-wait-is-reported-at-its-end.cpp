// RUN: %check %s
#include <wil/resource.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void not_stopped() {
  wil::unique_threadpool_timer_nowait timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}
// expect: timer 'timer.get()' is closed while its callback may still run; it was neither disarmed nor drained

void stopped_before() {
  wil::unique_threadpool_timer_nowait timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}

void waits() {
  wil::unique_threadpool_timer timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}
