// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Session {
public:
  Session() {} // #null
  ~Session() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    // expect: timer 'Timer' is null where it is disarmed
    // note #null: 'Timer' becomes null here
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }
  void start() { Timer = CreateThreadpoolTimer(tick, this, nullptr); }
  // That somebody starts it before is for the caller to see to.
  void arm(FILETIME Due) { SetThreadpoolTimer(Timer, &Due, 0, 0); }

private:
  PTP_TIMER Timer = nullptr;
};
