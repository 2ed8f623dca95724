// RUN: %check %s
#include <windows.h>

class Session {
public:
  static Session *open() {
    auto *session = new Session;
    session->timer_ = CreateThreadpoolTimer(tick, session, nullptr);
    return session;
  }
  ~Session() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    // expect: waiting for timer 'timer_' inside its own callback never returns
    CloseThreadpoolTimer(timer_);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    delete static_cast<Session *>(context);
  }
  PTP_TIMER timer_ = nullptr;
};
