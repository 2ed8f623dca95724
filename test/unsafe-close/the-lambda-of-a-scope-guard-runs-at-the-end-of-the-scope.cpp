// RUN: %check %s
#include <wil/resource.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
bool prepare();

void closes_only() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  auto cleanup = wil::scope_exit([&] {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  });
  SetThreadpoolTimer(timer, &due, 1000, 0);
}

void stopped_before() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  auto cleanup = wil::scope_exit([&] { CloseThreadpoolTimer(timer); });
  SetThreadpoolTimer(timer, &due, 1000, 0);
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

void stops() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  auto cleanup = wil::scope_exit([&] {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  });
  SetThreadpoolTimer(timer, &due, 1000, 0);
  if (!prepare())
    return;
  Sleep(5000);
}

// A guard that was told to let go runs nothing.
PTP_TIMER dismissed() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  auto cleanup = wil::scope_exit([&] { CloseThreadpoolTimer(timer); });
  if (!prepare())
    return nullptr;
  SetThreadpoolTimer(timer, &due, 1000, 0);
  cleanup.release();
  return timer;
}
