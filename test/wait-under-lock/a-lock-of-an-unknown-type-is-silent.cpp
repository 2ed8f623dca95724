// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

class Padlock {
public:
  void Enter();
  void Leave();
};
class PadlockHolder {
public:
  explicit PadlockHolder(Padlock &lock);
  ~PadlockHolder();
};

class Ticker {
public:
  void start() {
    FILETIME due = {};
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  void stop() {
    PadlockHolder hold(lock);
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    PadlockHolder hold(lock);
  }

  PTP_TIMER timer = nullptr;
  Padlock lock;
};
