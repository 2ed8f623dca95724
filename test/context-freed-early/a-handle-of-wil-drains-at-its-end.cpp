// RUN: %check %s
#include <wil/resource.h>
#include <windows.h>

struct Session {
  int ticks;
};
extern FILETIME due;
static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  ++static_cast<Session *>(context)->ticks;
}

void freed_before_the_end() {
  auto *session = new Session();
  wil::unique_threadpool_timer timer(CreateThreadpoolTimer(on_tick, session, nullptr)); // #created
  SetThreadpoolTimer(timer.get(), &due, 1000, 0); // #armed
  delete session;
  // expect: context 'session' of timer 'timer.get()' is released while the callback may still run
  // note #created: timer 'timer' is created here with callback 'on_tick' and context 'session'
  // note #armed: timer 'timer.get()' is armed here
}

void freed_after_the_reset() {
  auto *session = new Session();
  wil::unique_threadpool_timer timer(CreateThreadpoolTimer(on_tick, session, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  timer.reset();
  delete session;
}

// The handle ends after the context that was declared after it.
void declared_before() {
  wil::unique_threadpool_timer timer;
  Session session{};
  timer.reset(CreateThreadpoolTimer(on_tick, &session, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}
// expect: context 'session' of timer 'timer.get()' goes out of scope while the callback may still run

void declared_after() {
  Session session{};
  wil::unique_threadpool_timer timer(CreateThreadpoolTimer(on_tick, &session, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}

// Whoever took the handle out stops it, or does not.
void released() {
  auto *session = new Session();
  wil::unique_threadpool_timer timer(CreateThreadpoolTimer(on_tick, session, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  PTP_TIMER handle = timer.release();
  delete session;
  // expect: context 'session' of timer 'timer.get()' is released while the callback may still run
  SetThreadpoolTimer(handle, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(handle, TRUE);
  CloseThreadpoolTimer(handle);
}
