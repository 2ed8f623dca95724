// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <atomic>
#include <windows.h>

static FILETIME due;

class Scheduler {
  PTP_TIMER timer_ = nullptr;
  std::atomic<bool> running_{false};
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

public:
  bool start(DWORD period) {
    if (running_.exchange(true))
      return true;
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer_) {
      running_ = false;
      return false;
    }
    SetThreadpoolTimer(timer_, &due, period, 0);
    return true;
  }
  void stop() {
    if (!running_.exchange(false))
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }
  ~Scheduler() { stop(); }
};

class Unguarded {
  PTP_TIMER timer_ = nullptr;
  std::atomic<bool> idle_{false};
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

public:
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 10, 0);
  }
  ~Unguarded() {
    if (idle_.exchange(true))
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    // expect: timer 'timer_' is null where it is disarmed [threadpool-use-after-close]
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
};
