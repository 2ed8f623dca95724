// RUN: %check %s
#include <windows.h>

extern FILETIME due;

class Poller {
public:
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (timer_)
      SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void stop() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
};

void forgotten() {
  Poller poller;
  poller.start();
  Sleep(5000);
}
// expect: context '{{this|poller|&poller}}' of timer '{{timer_|poller\.timer_}}' goes out of scope while the callback may still run

void stopped() {
  Poller poller;
  poller.start();
  Sleep(5000);
  poller.stop();
}
