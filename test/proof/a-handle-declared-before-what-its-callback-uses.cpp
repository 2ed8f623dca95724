// PROOF: H36
// bad: use after free
// fixed: clean
#include "proof.h"

#include <memory>
#include <vector>

struct EndTimer {
  using pointer = PTP_TIMER;
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};
using unique_timer = std::unique_ptr<TP_TIMER, EndTimer>;

class Session {
public:
  Session() : values{ALIVE}, timer(CreateThreadpoolTimer(tick, this, nullptr)) {
    SetThreadpoolTimer(timer.get(), &at_once, 0, 0);
  }
  ~Session() {
    reach("the session ends");
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
    auto session = static_cast<Session *>(parameter);
    reach("the callback runs");
    linger("nothing, it is slow");
    use(session->values[0]);
  }

#ifdef GOOD
  std::vector<unsigned> values;
  unique_timer timer;
#else
  unique_timer timer; // expect-bad: threadpool-member-order
  std::vector<unsigned> values;
#endif
};

void scenario(void) {
  Session session;
  await("the callback runs");
}
