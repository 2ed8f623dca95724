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
    lock.lock();
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' while holding lock 'lock' can deadlock: callback 'on_tick' takes
    //   that lock
    lock.unlock();
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    lock.lock();
    lock.unlock();
  }

  PTP_TIMER timer = nullptr;
  std::mutex lock;
};
