// RUN: %check %s
#include <memory>
#include <windows.h>

struct Session {
  int ticks;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_reset() {
  auto session = std::make_unique<Session>();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  session.reset();
  // expect: context 'session{{(\.get\(\))?}}' of timer 'timer' is released while the callback may still run
  stop(timer);
}

void by_null() {
  std::unique_ptr<Session> session(new Session());
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  session = nullptr;
  // expect: context 'session{{(\.get\(\))?}}' of timer 'timer' is released while the callback may still run
  stop(timer);
}

// Moving the owner, or giving the pointer up, frees nothing.
void moved() {
  auto session = std::make_unique<Session>();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  auto same = std::move(session);
  session.reset();
  Session *raw = same.release();
  same.reset();
  stop(timer);
  delete raw;
}

void stopped_first() {
  auto session = std::make_unique<Session>();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  stop(timer);
  session.reset();
}
