// RUN: %check %s threadpool-rearm-race
#include <mutex>
#include <windows.h>

class Backoff {
  std::mutex mutex_;
  bool stopped_ = false;
  FILETIME due_{};
  PTP_TIMER timer_;
  static VOID CALLBACK retry(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Backoff *>(context);
    std::lock_guard<std::mutex> guard(self->mutex_);
    if (!self->stopped_)
      SetThreadpoolTimer(self->timer_, &self->due_, 0, 0);
  }

public:
  Backoff() : timer_(CreateThreadpoolTimer(retry, this, nullptr)) {}
  void start() {
    std::lock_guard<std::mutex> guard(mutex_);
    if (timer_ && !stopped_)
      SetThreadpoolTimer(timer_, &due_, 0, 0);
  }
  ~Backoff() {
    if (!timer_)
      return;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      stopped_ = true;
    }
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
};

void used() {
  Backoff backoff;
  backoff.start();
}
