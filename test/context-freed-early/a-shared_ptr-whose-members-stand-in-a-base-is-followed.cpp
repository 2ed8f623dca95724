// RUN: %check %s --dialects=msvc,mingw,real
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

void let_go_too_early() {
  auto session = std::make_shared<Session>();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  session.reset();
  // expect: context 'session' of timer 'timer' is released while the callback may still run
  stop(timer);
}

void let_go_after_the_stop() {
  auto session = std::make_shared<Session>();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  stop(timer);
  session.reset();
}

// Another owner is left.
void shared(std::shared_ptr<Session> &elsewhere) {
  auto session = std::make_shared<Session>();
  elsewhere = session;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  session.reset();
  stop(timer);
}
