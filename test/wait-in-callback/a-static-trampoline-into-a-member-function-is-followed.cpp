// RUN: %check %s
#include <windows.h>

class Poller {
public:
  Poller() : timer_(CreateThreadpoolTimer(trampoline, this, nullptr)) {}

private:
  static VOID CALLBACK trampoline(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Poller *>(context)->tick();
  }
  void tick() {
    if (++ticks_ == 3)
      stop();
  }
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    // expect: waiting for timer 'timer_' inside its own callback never returns
  }
  PTP_TIMER timer_;
  int ticks_ = 0;
};
