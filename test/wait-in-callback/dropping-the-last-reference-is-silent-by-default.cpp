// RUN: %check %s
#include <memory>
#include <windows.h>

struct Session {
  PTP_TIMER timer = nullptr;
  int ticks = 0;
  ~Session() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  if (auto session = static_cast<std::weak_ptr<Session> *>(context)->lock())
    ++session->ticks;
}

std::shared_ptr<Session> open(FILETIME &due) {
  auto session = std::make_shared<Session>();
  session->timer = CreateThreadpoolTimer(tick, new std::weak_ptr<Session>(session), nullptr);
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  return session;
}
