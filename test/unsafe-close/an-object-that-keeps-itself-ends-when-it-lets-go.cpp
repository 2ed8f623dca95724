// RUN: %check %s
#include <windows.h>

#include <memory>

// Whoever has started it has given it a reference to itself: it ends no sooner
// than it has been stopped.
class Session : public std::enable_shared_from_this<Session> {
public:
  Session() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Session() {
    if (timer_)
      CloseThreadpoolTimer(timer_);
  }
  void start(FILETIME due) {
    self_ = shared_from_this();
    SetThreadpoolTimer(timer_, &due, 10, 0);
  }
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    self_.reset();
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
  std::shared_ptr<Session> self_;
};

class LetsGoTooSoon : public std::enable_shared_from_this<LetsGoTooSoon> {
public:
  LetsGoTooSoon() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~LetsGoTooSoon() {
    if (timer_) {
      //+      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
      CloseThreadpoolTimer(timer_);
      // expect: timer 'timer_' is closed while its callback may still run; it was
      //   disarmed but not drained, and its context '*this' is released afterwards
    }
  }
  void start(FILETIME due) {
    self_ = shared_from_this();
    SetThreadpoolTimer(timer_, &due, 10, 0);
  }
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    self_.reset();
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
  std::shared_ptr<LetsGoTooSoon> self_;
};
