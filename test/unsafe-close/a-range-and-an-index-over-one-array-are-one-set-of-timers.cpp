// RUN: %check %s
// What a range-based loop did to each element, it did to the one with an index;
// and where it found one null, that one is.
#include <windows.h>

extern FILETIME due;

class Stopped {
public:
  ~Stopped() {
    for (PTP_TIMER timer : timers_)
      if (timer)
        SetThreadpoolTimer(timer, nullptr, 0, 0);
    for (PTP_TIMER timer : timers_)
      if (timer)
        WaitForThreadpoolTimerCallbacks(timer, TRUE);
    for (unsigned i = 0; i != 4; ++i)
      if (timers_[i])
        CloseThreadpoolTimer(timers_[i]);
  }
  void start() {
    for (PTP_TIMER &timer : timers_) {
      timer = CreateThreadpoolTimer(tick, this, nullptr);
      if (timer)
        SetThreadpoolTimer(timer, &due, 1000, 0);
    }
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timers_[4];
};

class OnlyDisarmed {
public:
  ~OnlyDisarmed() {
    for (PTP_TIMER timer : timers_)
      if (timer)
        SetThreadpoolTimer(timer, nullptr, 0, 0);
    for (unsigned i = 0; i != 4; ++i)
      if (timers_[i])
        CloseThreadpoolTimer(timers_[i]);
    // expect: timer 'timers_[i]' is closed while its callback may still run; it
    //   was disarmed but not drained, and its context '*this' is released afterwards
  }
  void start() {
    for (PTP_TIMER &timer : timers_) {
      timer = CreateThreadpoolTimer(tick, this, nullptr);
      if (timer)
        SetThreadpoolTimer(timer, &due, 1000, 0);
    }
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timers_[4];
};

void elements_that_were_null_at_first(PTP_TIMER_CALLBACK callback) {
  int context = 0;
  PTP_TIMER timers[3] = {};
  for (PTP_TIMER &timer : timers) {
    timer = CreateThreadpoolTimer(callback, &context, nullptr);
    SetThreadpoolTimer(timer, &due, 0, 0);
  }
  for (PTP_TIMER timer : timers)
    SetThreadpoolTimer(timer, nullptr, 0, 0);
  for (int i = 0; i < 3; ++i)
    if (timers[i])
      CloseThreadpoolTimer(timers[i]);
  // expect: timer 'timers[i]' is closed while its callback may still run; it was
  //   disarmed but not drained, and its context 'context' is released afterwards
}
