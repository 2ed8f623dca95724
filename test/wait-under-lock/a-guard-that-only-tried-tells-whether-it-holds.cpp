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
  void stop_without() {
    std::unique_lock<std::mutex> hold(lock, std::try_to_lock);
    if (hold)
      return;
    stop_silently();
  }
  void stop_asking() {
    std::unique_lock<std::mutex> hold(lock, std::try_to_lock);
    if (hold.owns_lock())
      hold.unlock();
    stop_silently();
  }
  void stop_with() {
    std::unique_lock<std::mutex> hold(lock, std::try_to_lock);
    if (!hold.owns_lock())
      return;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' while holding lock 'lock' can deadlock: callback
    //   'on_tick' takes that lock
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }

private:
  void stop_silently() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Ticker *>(context);
    std::lock_guard<std::mutex> hold(self->lock);
    ++self->ticks;
  }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
  std::mutex lock;
};

// A callback that only tries never waits.
class Patient {
public:
  bool start() {
    work = CreateThreadpoolWork(on_work, this, nullptr);
    if (work)
      SubmitThreadpoolWork(work);
    return work != nullptr;
  }
  void stop() {
    std::lock_guard<std::mutex> hold(lock);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
    work = nullptr;
  }

private:
  static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    auto *self = static_cast<Patient *>(context);
    std::unique_lock<std::mutex> hold(self->lock, std::try_to_lock);
    if (hold)
      ++self->jobs;
  }

  PTP_WORK work = nullptr;
  int jobs = 0;
  std::mutex lock;
};
