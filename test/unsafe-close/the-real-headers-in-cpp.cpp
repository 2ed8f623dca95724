// RUN: %check %s --dialects=real
#include <memory>
#include <utility>
#include <vector>
#include <windows.h>

struct TimerDeleter {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};

class Poller {
public:
  explicit Poller(FILETIME &due)
      : timer_(CreateThreadpoolTimer(tick, this, nullptr)),
        backup_(CreateThreadpoolTimer(tick, this, nullptr)) {
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
    SetThreadpoolTimer(backup_, &due, 5000, 0);
  }
  ~Poller() {
    PTP_TIMER backup = std::exchange(backup_, nullptr);
    if (backup) {
      SetThreadpoolTimer(backup, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(backup, TRUE);
      CloseThreadpoolTimer(backup);
      // expect: timer 'backup' is closed while its callback may still run; it was
      //   disarmed but not drained, and its context '{{\*?}}this' is released afterwards
    }
  }
  Poller(const Poller &) = delete;

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Poller *>(context);
    self->ticks_.push_back(1);
  }
  std::vector<int> ticks_;
  std::unique_ptr<TP_TIMER, TimerDeleter> timer_;
  PTP_TIMER backup_;
};
