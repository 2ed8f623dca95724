// RUN: %check %s threadpool-wait-under-lock
#include <mutex>
#include <windows.h>

class Ticker {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 1000, 0);
    return timer != nullptr;
  }
  void stop_inside() {
    locked([this] {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      // expect: waiting for timer 'timer' while holding lock 'lock' can deadlock: callback
      //   'on_tick' takes that lock
      CloseThreadpoolTimer(timer);
    });
  }
  void stop_outside() {
    PTP_TIMER old = nullptr;
    locked([&] {
      old = timer;
      timer = nullptr;
    });
    if (!old)
      return;
    SetThreadpoolTimer(old, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(old, TRUE);
    CloseThreadpoolTimer(old);
  }

private:
  template <typename Job> void locked(Job job) {
    std::lock_guard<std::mutex> hold(lock);
    job();
  }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Ticker *>(context);
    self->locked([self] { ++self->ticks; });
  }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
  std::mutex lock;
};
