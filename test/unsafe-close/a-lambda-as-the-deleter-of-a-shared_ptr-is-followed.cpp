// RUN: %check %s --dialects=msvc,mingw,real
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void closes_only() {
  std::shared_ptr<TP_TIMER> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr),
      [](PTP_TIMER handle) {
        //+        SetThreadpoolTimer(handle, nullptr, 0, 0);
        //+        WaitForThreadpoolTimerCallbacks(handle, TRUE);
        CloseThreadpoolTimer(handle);
        // expect: timer 'handle' is closed while its callback may still run; it was neither disarmed nor drained
      });
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}

void stopped_before() {
  std::shared_ptr<TP_TIMER> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr),
      [](PTP_TIMER handle) { CloseThreadpoolTimer(handle); });
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}

// The new pointer comes with a deleter of its own.
void given_by_reset() {
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(CreateThreadpoolTimer(on_tick, nullptr, nullptr),
              [](PTP_TIMER handle) {
                SetThreadpoolTimer(handle, nullptr, 0, 0);
                //+                WaitForThreadpoolTimerCallbacks(handle, TRUE);
                CloseThreadpoolTimer(handle);
                // expect: timer 'handle' is closed while its callback may still run; it was disarmed but not drained
              });
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}

// An assignment takes the deleter along.
void assigned() {
  std::shared_ptr<TP_TIMER> timer;
  timer = std::shared_ptr<TP_TIMER>(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), [](PTP_TIMER handle) {
        SetThreadpoolTimer(handle, nullptr, 0, 0);
        WaitForThreadpoolTimerCallbacks(handle, TRUE);
        CloseThreadpoolTimer(handle);
      });
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}
