// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

class Session {
public:
  explicit Session(FILETIME Due) : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 100, 0);
  }
  ~Session() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, true);
    WaitForThreadpoolTimerCallbacks(Timer, false); //-
    // expect: waiting for timer 'Timer' without cancelling runs the callbacks that are still queued
    CloseThreadpoolTimer(Timer);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) { ++static_cast<Session *>(Context)->Ticks; }

  PTP_TIMER Timer;
  int Ticks = 0;
};
