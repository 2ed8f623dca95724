// RUN: %check %s
// Every method is in the file, and the last one may have left the timer armed.
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  Poller() {}
  ~Poller() {
    Sleep(10);
  }
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
};
