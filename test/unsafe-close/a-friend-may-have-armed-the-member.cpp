// RUN: %check %s
#include <windows.h>

class Session {
public:
  Session() : Timer(CreateThreadpoolTimer(OnTick, this, nullptr)) {}
  ~Session() {
    CloseThreadpoolTimer(Timer); //-
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    //+    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed {{.*}}
  }

private:
  friend class Scheduler;
  static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
  PTP_TIMER Timer;
};
