// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Session {
public:
  Session() : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {} // #created
  ~Session() { stop(); }

  void start(FILETIME Due) {
    SetThreadpoolTimer(Timer, &Due, 0, 0);
    // expect: timer 'Timer' is armed after it was closed
    // note #created: timer 'Timer' is created here with callback 'tick' and context '*this'
    // note #closed: timer 'Timer' is closed here
  }
  void stop() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    // expect: timer 'Timer' is disarmed after it was closed
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer); // #closed
  }

private:
  PTP_TIMER Timer;
};
