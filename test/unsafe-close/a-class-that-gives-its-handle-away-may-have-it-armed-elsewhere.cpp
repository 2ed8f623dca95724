// RUN: %check %s
#include <windows.h>

class Kept {
public:
  Kept() : Timer(CreateThreadpoolTimer(OnTick, this, nullptr)) {}
  ~Kept() { CloseThreadpoolTimer(Timer); }

private:
  static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
  PTP_TIMER Timer;
};

class Given {
public:
  Given() : Timer(CreateThreadpoolTimer(OnTick, this, nullptr)) {}
  ~Given() {
    CloseThreadpoolTimer(Timer); //-
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    //+    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed {{.*}}
  }
  PTP_TIMER Handle() { return Timer; }

private:
  static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
  PTP_TIMER Timer;
};
