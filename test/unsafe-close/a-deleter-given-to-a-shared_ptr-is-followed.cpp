// RUN: %check %s
#include <memory>
#include <utility>
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

static void only_close(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'session' is released afterwards
}

struct Stop {
  void operator()(PTP_TIMER timer) const { stop(timer); }
};

PTP_TIMER start(Session *session) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  return timer;
}

void by_reset() {
  Session session;
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(start(&session), stop);
}

void by_assignment() {
  Session session;
  std::shared_ptr<TP_TIMER> timer;
  timer = std::shared_ptr<TP_TIMER>(start(&session), stop);
}

void by_swap() {
  Session session;
  std::shared_ptr<TP_TIMER> timer, other(start(&session), stop);
  timer.swap(other);
}

void with_a_functor() {
  Session session;
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(start(&session), Stop());
}

void with_a_lambda() {
  Session session;
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(start(&session), [](PTP_TIMER handle) { stop(handle); });
}

void with_one_that_only_closes() {
  Session session;
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(start(&session), only_close);
}
