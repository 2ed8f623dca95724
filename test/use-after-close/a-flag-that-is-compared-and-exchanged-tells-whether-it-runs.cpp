// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close threadpool-context-freed-early
#include <atomic>
#include <windows.h>

static FILETIME due;

class Heartbeat {
  PTP_TIMER timer_ = nullptr;
  std::atomic<bool> on_{false};
  static VOID CALLBACK beat(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

public:
  bool start() {
    bool expected = false;
    if (!on_.compare_exchange_strong(expected, true))
      return false;
    timer_ = CreateThreadpoolTimer(beat, this, nullptr);
    if (!timer_) {
      on_.store(false);
      return false;
    }
    SetThreadpoolTimer(timer_, &due, 100, 0);
    return true;
  }
  void stop() {
    bool expected = true;
    if (!on_.compare_exchange_strong(expected, false))
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }
  ~Heartbeat() { stop(); }
};

// What it expected tells, too.
class Impatient {
  PTP_TIMER timer_ = nullptr;
  std::atomic<bool> on_{false};
  static VOID CALLBACK beat(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

public:
  void start() {
    bool before = false;
    on_.compare_exchange_strong(before, true);
    if (before)
      return;
    timer_ = CreateThreadpoolTimer(beat, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 100, 0);
  }
  ~Impatient() {
    bool expected = true;
    if (on_.compare_exchange_strong(expected, false)) {
      SetThreadpoolTimer(timer_, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
      CloseThreadpoolTimer(timer_);
      // expect: timer 'timer_' is closed while its callback may still run; it was disarmed but not drained,
      //   and its context '*this' is released afterwards [threadpool-unsafe-close]
    }
  }
};
