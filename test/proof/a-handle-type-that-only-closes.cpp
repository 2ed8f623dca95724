// PROOF: H37
// bad: use after free
// fixed: clean
#include "proof.h"

#include <memory>
#include <vector>

struct CloseTimer {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const {
#ifdef GOOD
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
#endif
    CloseThreadpoolTimer(timer); // expect-bad: threadpool-unsafe-close
  }
};
using unique_timer = std::unique_ptr<TP_TIMER, CloseTimer>;

class Session {
public:
  Session() : timer(CreateThreadpoolTimer(tick, this, nullptr)) { SetThreadpoolTimer(timer.get(), &at_once, 0, 0); }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
    auto session = static_cast<Session *>(parameter);
    reach("the callback runs");
    linger("the session is gone");
    use(session->values[0]);
  }

  std::vector<unsigned> values{ALIVE};
  unique_timer timer;
};

static void run() {
  Session session;
  await("the callback runs");
}

void scenario(void) {
  run();
  reach("the session is gone");
}
