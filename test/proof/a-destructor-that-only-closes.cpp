// PROOF: H01
// bad: use after free
// fixed: clean
#include "proof.h"

class Session {
public:
  Session() : timer(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Session() {
#ifdef GOOD
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
#endif
    CloseThreadpoolTimer(timer); // expect-bad: threadpool-unsafe-close
  }
  void start() { SetThreadpoolTimer(timer, &at_once, 1000, 0); }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
    auto session = static_cast<Session *>(parameter);
    reach("the callback runs");
    linger("the session is gone");
    use(session->value);
  }

  unsigned value = ALIVE;
  PTP_TIMER timer;
};

void scenario(void) {
  auto session = new Session;
  session->start();
  await("the callback runs");
  delete session;
  reach("the session is gone");
}
