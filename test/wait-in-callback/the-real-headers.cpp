// RUN: %check %s --dialects=real
#include <memory>
#include <windows.h>

struct TimerDeleter {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' inside its own callback never returns
    CloseThreadpoolTimer(timer);
  }
};

class Poller {
public:
  Poller() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Poller *>(context)->timer_.reset();
  }
  std::unique_ptr<TP_TIMER, TimerDeleter> timer_;
};
