// PROOF: H13
// bad: deadlock
#include "proof.h"

#include <mutex>

class Poller {
public:
  Poller() : work(CreateThreadpoolWork(poll, this, nullptr)) {}
  ~Poller() {
#ifndef GOOD
    std::lock_guard<std::mutex> guard(mutex);
    reach("the lock is held");
#endif
    WaitForThreadpoolWorkCallbacks(work, FALSE); // expect-bad: threadpool-wait-under-lock
    CloseThreadpoolWork(work);
  }
  void start() { SubmitThreadpoolWork(work); }

private:
  static VOID CALLBACK poll(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_WORK) {
    auto poller = static_cast<Poller *>(parameter);
    reach("the callback runs");
    linger("the lock is held");
    std::lock_guard<std::mutex> guard(poller->mutex);
    use(poller->value);
  }

  unsigned value = ALIVE;
  std::mutex mutex;
  PTP_WORK work;
};

void scenario(void) {
  Poller poller;
  poller.start();
  await("the callback runs");
}
