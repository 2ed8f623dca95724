// PROOF: H38
// bad: crash
// options: threadpool-member-order.WarnArmedInConstructor=true
#include "proof.h"

class Clock {
public:
  Clock() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {
#ifndef GOOD
    SetThreadpoolTimer(timer, &at_once, 0, 0); // expect-bad: threadpool-member-order
    linger("the callback has run");            // the callback comes before the derived class is there
#endif
  }
  virtual ~Clock() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  void start() { SetThreadpoolTimer(timer, &at_once, 0, 0); }
  virtual void tick() = 0;

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
    static_cast<Clock *>(parameter)->tick();
    reach("the callback has run");
  }

  PTP_TIMER timer;
};

class Alarm final : public Clock {
public:
  void tick() override { reach("the alarm rings"); }
};

void scenario(void) {
  Alarm alarm;
#ifdef GOOD
  alarm.start();
#endif
  linger("the callback has run");
}
