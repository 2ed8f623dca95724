// RUN: %check %s
#include <windows.h>

class Ticker {
  bool running_ = false;
  PTP_TIMER timer_ = nullptr;
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

public:
  bool init() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    return timer_ != nullptr;
  }
  void start(FILETIME due) {
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

class NeverArmed {
  PTP_TIMER timer_ = nullptr;
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

public:
  NeverArmed() = default;
  bool init() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    return timer_ != nullptr;
  }
  ~NeverArmed() {
    if (timer_)
      CloseThreadpoolTimer(timer_);
  }
};

class Forgets {
  bool running_ = false;
  PTP_TIMER timer_ = nullptr;
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

public:
  bool init() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    return timer_ != nullptr;
  }
  void start(FILETIME due) { SetThreadpoolTimer(timer_, &due, 10, 0); }
  void begin(FILETIME due) {
    start(due);
    running_ = true;
  }
  ~Forgets() {
    if (running_) {
      SetThreadpoolTimer(timer_, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    }
    if (timer_) {
      //+      SetThreadpoolTimer(timer_, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
      CloseThreadpoolTimer(timer_);
      // expect: timer 'timer_' is closed while its callback may still run; it was neither
      //   disarmed nor drained, and its context '*this' is released afterwards
    }
  }
};
