// RUN: %check %s threadpool-wait-under-lock
#include <mutex>
#include <windows.h>

class Ticker {
public:
  void start() {
    FILETIME due = {};
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  void stop() {
    std::lock_guard<std::mutex> hold(lock);
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Ticker *>(context);
    if (self->lock.try_lock())
      self->lock.unlock();
  }

  PTP_TIMER timer = nullptr;
  std::mutex lock;
};
