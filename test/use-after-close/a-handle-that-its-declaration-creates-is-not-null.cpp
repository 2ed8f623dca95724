// RUN: %check %s threadpool-use-after-close
// Nobody makes such an object in this file.
#include <windows.h>

class Created {
public:
  ~Created() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }

private:
  static void CALLBACK OnTick(PTP_CALLBACK_INSTANCE, void *context, PTP_TIMER) { ++static_cast<Created *>(context)->ticks_; }
  int ticks_ = 0;
  PTP_TIMER timer_ = CreateThreadpoolTimer(&Created::OnTick, this, nullptr);
};

class Empty {
public:
  ~Empty() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    // expect: timer 'timer_' is null where it is disarmed
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }

private:
  PTP_TIMER timer_ = nullptr;
};
