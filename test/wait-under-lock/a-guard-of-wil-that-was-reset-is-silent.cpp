// RUN: %check %s threadpool-wait-under-lock
#include <wil/resource.h>
#include <windows.h>

class Ticker {
public:
  void start() {
    FILETIME due = {};
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  void stop() {
    auto hold = lock.lock();
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    hold.reset();
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    auto hold = lock.lock();
  }

  PTP_TIMER timer = nullptr;
  wil::critical_section lock;
};
