// RUN: %check %s threadpool-wait-under-lock
#include <condition_variable>
#include <mutex>
#include <windows.h>

class OneShot {
  std::mutex mutex_;
  std::condition_variable done_;
  bool fired_ = false;
  PTP_TIMER timer_;
  static VOID CALLBACK fire(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<OneShot *>(context);
    std::lock_guard<std::mutex> lock(self->mutex_);
    self->fired_ = true;
    self->done_.notify_all();
  }

public:
  OneShot() : timer_(CreateThreadpoolTimer(fire, this, nullptr)) {}
  void run(FILETIME due) {
    SetThreadpoolTimer(timer_, &due, 0, 0);
    std::unique_lock<std::mutex> lock(mutex_);
    done_.wait(lock, [this] { return fired_; });
  }
  void run_and_stop(FILETIME due) {
    SetThreadpoolTimer(timer_, &due, 0, 0);
    std::unique_lock<std::mutex> lock(mutex_);
    done_.wait(lock, [this] { return fired_; });
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    // expect: waiting for timer 'timer_' while holding lock 'mutex_' can deadlock: callback 'fire' takes
    //   that lock
  }
  ~OneShot() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
};

void use(FILETIME due) {
  OneShot shot;
  shot.run(due);
}
