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
  void stop() {
    std::lock(state, ticks);
    std::lock_guard<std::mutex> hold(state, std::adopt_lock), hold_too(ticks, std::adopt_lock);
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' while holding lock 'ticks' can deadlock: callback
    //   'on_tick' takes that lock
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }
  void stop_afterwards() {
    {
      std::unique_lock<std::mutex> first(state, std::defer_lock), second(ticks, std::defer_lock);
      std::lock(first, second);
      stopping = true;
    }
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Ticker *>(context);
    std::lock_guard<std::mutex> hold(self->ticks);
    ++self->count;
  }

  PTP_TIMER timer = nullptr;
  int count = 0;
  bool stopping = false;
  std::mutex state, ticks;
};
