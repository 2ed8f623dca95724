// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

// One call operator for all kinds of handles.
template <auto Close> struct HandleDeleter {
  template <typename Object> void operator()(Object *handle) const {
    Close(handle);
  }
};

void stopped_before() {
  std::unique_ptr<TP_TIMER, HandleDeleter<CloseThreadpoolTimer>> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}

// One call operator for each kind.
struct AnyDeleter {
  void operator()(PTP_WORK work) const {
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
  }
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }
};

void not_stopped() {
  std::unique_ptr<TP_TIMER, AnyDeleter> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}
