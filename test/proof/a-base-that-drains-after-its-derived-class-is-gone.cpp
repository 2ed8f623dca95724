// PROOF: H36
// bad: use after free
#include "proof.h"

#include <vector>

class Clock {
public:
  Clock() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {}
  virtual ~Clock() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  virtual void tick() {}
  void start() { SetThreadpoolTimer(timer, &at_once, 0, 0); }

protected:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
    static_cast<Clock *>(parameter)->tick();
  }

  PTP_TIMER timer; // expect-bad: threadpool-member-order
};

class Alarm : public Clock {
public:
#ifdef GOOD
  ~Alarm() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
#endif
  void tick() override {
    reach("the callback runs");
    linger("nothing, it is slow");
    use(values[0]);
  }

private:
  std::vector<unsigned> values{ALIVE};
};

void scenario(void) {
  Alarm alarm;
  alarm.start();
  await("the callback runs");
}
