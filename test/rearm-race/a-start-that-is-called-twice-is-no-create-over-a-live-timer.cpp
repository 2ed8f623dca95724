// RUN: %check %s threadpool-rearm-race
#include <windows.h>

class Ticker {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (!timer)
      return false;
    SetThreadpoolTimer(timer, &due, 0, 0);
    return true;
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->ticks++;
  }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
};
