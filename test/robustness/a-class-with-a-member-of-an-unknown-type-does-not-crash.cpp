// RUN: %check %s --broken
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  Poller() : timer_(CreateThreadpoolTimer(tick, this, nullptr)), ticks_(1) {
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  ~Poller() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was disarmed
    //   but not drained
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
  missing::list<int> ticks_;
};

void half_an_initialiser() {
  class Local {
    PTP_TIMER timer_;
    int number_;

  public:
    Local() : timer_(CreateThreadpoolTimer(tick, this)), number_(, missing_ {}
    ~Local() { WaitForThreadpoolTimerCallbacks(timer_, TRUE); }
  };
}
