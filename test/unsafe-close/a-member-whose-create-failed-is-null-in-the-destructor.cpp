// RUN: %check %s
#include <windows.h>

class Poller {
public:
  Poller() {}
  ~Poller() { CloseThreadpoolTimer(timer_); }
  bool prepare() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer_)
      return false;
    return true;
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_ = nullptr;
};
