// RUN: %check %s
#include <windows.h>

class Ticker {
  bool running_ = false;
  int calls_ = 0;
  PTP_TIMER timer_ = nullptr;
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

public:
  Ticker() { timer_ = CreateThreadpoolTimer(tick, this, nullptr); }
  void count() { ++calls_; }
  void start(FILETIME due) {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, &due, 10, 0);
    running_ = true;
  }
  void stop() {
    if (running_) {
      SetThreadpoolTimer(timer_, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
      running_ = false;
    }
  }
  ~Ticker() {
    stop();
    if (timer_)
      CloseThreadpoolTimer(timer_);
  }
};
