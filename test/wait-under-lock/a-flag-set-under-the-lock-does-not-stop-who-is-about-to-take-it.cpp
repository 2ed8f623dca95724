// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

#include <atomic>
#include <mutex>

// A callback that has tested the flag and waits for the lock goes on waiting.
class SetUnderTheLock {
public:
  SetUnderTheLock(FILETIME due)
      : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {
    SetThreadpoolTimer(timer_, &due, 10, 0);
  }
  ~SetUnderTheLock() {
    stop();
    CloseThreadpoolTimer(timer_);
  }
  void stop() {
    std::lock_guard<std::mutex> held(mutex_);
    stopping_ = true;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    // expect: waiting for timer 'timer_' while holding lock 'mutex_' can deadlock: callback
    //   'tick' takes that lock
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<SetUnderTheLock *>(context);
    if (self->stopping_)
      return;
    std::lock_guard<std::mutex> held(self->mutex_);
    ++self->ticks_;
  }
  PTP_TIMER timer_;
  std::mutex mutex_;
  std::atomic<bool> stopping_{false};
  int ticks_ = 0;
};

class WaitsOutside {
public:
  WaitsOutside(FILETIME due)
      : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {
    SetThreadpoolTimer(timer_, &due, 10, 0);
  }
  ~WaitsOutside() {
    stop();
    CloseThreadpoolTimer(timer_);
  }
  void stop() {
    {
      std::lock_guard<std::mutex> held(mutex_);
      stopping_ = true;
    }
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<WaitsOutside *>(context);
    if (self->stopping_)
      return;
    std::lock_guard<std::mutex> held(self->mutex_);
    ++self->ticks_;
  }
  PTP_TIMER timer_;
  std::mutex mutex_;
  std::atomic<bool> stopping_{false};
  int ticks_ = 0;
};

// Nobody can have tested the flag before the timer was armed.
class SetBeforeTheArm {
public:
  SetBeforeTheArm() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~SetBeforeTheArm() { CloseThreadpoolTimer(timer_); }
  void rehearse(FILETIME due) {
    std::lock_guard<std::mutex> held(mutex_);
    quiet_ = true;
    SetThreadpoolTimer(timer_, &due, 0, 0);
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<SetBeforeTheArm *>(context);
    if (self->quiet_)
      return;
    std::lock_guard<std::mutex> held(self->mutex_);
    ++self->ticks_;
  }
  PTP_TIMER timer_;
  std::mutex mutex_;
  std::atomic<bool> quiet_{false};
  int ticks_ = 0;
};
