// RUN: %check %s threadpool-disarm-argument
#include <windows.h>

class Session {
public:
  ~Session() {
    FILETIME None{};
    SetThreadpoolTimer(Timer, &None, 0, 0); //-
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    // expect: a due time of zero fires timer 'Timer' at once; only a null due time disarms it
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }
  void stop() {
    auto None = FILETIME();
    SetThreadpoolTimerEx(Timer, &None, 0, 0); //-
    //+    SetThreadpoolTimerEx(Timer, nullptr, 0, 0);
    // expect: a due time of zero fires timer 'Timer' at once; only a null due time disarms it
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  }

  PTP_TIMER Timer = nullptr;
};
