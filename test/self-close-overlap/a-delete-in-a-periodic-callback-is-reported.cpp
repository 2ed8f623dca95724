// RUN: %check %s threadpool-self-close-overlap
#include <memory>
#include <windows.h>

struct Clock {
  bool start(FILETIME Due) {
    Timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 1000, 0);
    return Timer;
  }
  ~Clock() {
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed in its own callback, which releases context
    //   'Self', while another callback of it may be queued or running
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    auto *Self = static_cast<Clock *>(Context);
    if (--Self->Left == 0)
      delete Self;
  }
  PTP_TIMER Timer = nullptr;
  int Left = 3;
};

void run(FILETIME Due) { (new Clock)->start(Due); }
