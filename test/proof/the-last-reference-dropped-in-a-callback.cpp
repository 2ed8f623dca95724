// PROOF: H12
// bad: deadlock
// options: threadpool-wait-in-callback.WarnLastReference=true
#include "proof.h"

#include <memory>

struct Clock {
  unsigned value = ALIVE;
  PTP_TIMER timer = nullptr;
  ~Clock() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE); // expect-bad: threadpool-wait-in-callback
    CloseThreadpoolTimer(timer);
    reach("the clock is gone");
  }
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER) {
  std::shared_ptr<Clock> clock = static_cast<std::weak_ptr<Clock> *>(parameter)->lock();
  if (!clock)
    return;
#ifdef GOOD
  DisassociateCurrentThreadFromCallback(instance);
#endif
  reach("the callback runs");
  await("the owner has let go");
  use(clock->value);
}

void scenario(void) {
  static std::weak_ptr<Clock> observer;
  auto clock = std::make_shared<Clock>();
  observer = clock;
  clock->timer = CreateThreadpoolTimer(tick, &observer, nullptr);
  SetThreadpoolTimer(clock->timer, &at_once, 0, 0);
  await("the callback runs");
  clock.reset();
  reach("the owner has let go");
  await("the clock is gone");
  observer.reset();
}
