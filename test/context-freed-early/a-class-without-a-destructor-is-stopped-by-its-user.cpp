// RUN: %check %s
// Where nobody wrote a destructor, the class asks its user to stop it first.
#include <mutex>
#include <windows.h>

class Monitor final {
public:
  bool start(FILETIME due) {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer_)
      return false;
    SetThreadpoolTimer(timer_, &due, 1000, 0);
    return true;
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
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
  std::mutex lock_;
};

Monitor the_monitor;

class Written final {
public:
  bool start(FILETIME due) {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer_)
      return false;
    SetThreadpoolTimer(timer_, &due, 1000, 0);
    return true;
  }
  void stop() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }
  ~Written() { lock_.lock(); }
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
  std::mutex lock_;
};
