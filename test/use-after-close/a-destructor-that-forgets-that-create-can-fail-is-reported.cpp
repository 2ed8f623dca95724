// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Session {
public:
  explicit Session(FILETIME Due) : Timer(CreateThreadpoolTimer(tick, this, nullptr)) { // #created
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 20, 0);
  }
  ~Session() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    // expect: timer 'Timer' is null where it is disarmed
    // note #created: timer 'Timer' is created here with callback 'tick' and context '*this'
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }

private:
  PTP_TIMER Timer;
};
