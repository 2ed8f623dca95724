// RUN: %check %s
#include <new>
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

void by_delete() {
  auto *session = new Session();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  delete session;
  // expect: context 'session' of timer 'timer' is released while the callback may still run
  stop(timer);
}

void by_array_delete() {
  auto *sessions = new Session[3];
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, sessions, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  delete[] sessions;
  // expect: context 'sessions' of timer 'timer' is released while the callback may still run
  stop(timer);
}

void by_operator_delete() {
  void *memory = operator new(sizeof(Session));
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, memory, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  operator delete(memory);
  // expect: context 'memory' of timer 'timer' is released while the callback may still run
  stop(timer);
}
