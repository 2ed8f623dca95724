// RUN: %check %s threadpool-wait-under-lock
#include <atlbase.h>
#include <windows.h>

class Ticker {
public:
  void start() {
    FILETIME due = {};
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  void stop() {
    CComCritSecLock<CComAutoCriticalSection> hold(lock);
    hold.Unlock();
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    lock.Lock();
    lock.Unlock();
  }

  PTP_TIMER timer = nullptr;
  CComAutoCriticalSection lock;
};
