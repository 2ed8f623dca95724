// The teardown is begun in one place and ended by what is started there: a work
// item, a simple callback, a thread. Each finds the timer disarmed.
// RUN: %check %s
#include <windows.h>
#include <thread>

struct Session {
  PTP_TIMER Timer;
  PTP_WORK Cleanup;
  int Ticks;
};

static void CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
  ++static_cast<Session *>(Context)->Ticks;
}

static void CALLBACK cleanUp(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK Work) {
  auto *S = static_cast<Session *>(Context);
  WaitForThreadpoolTimerCallbacks(S->Timer, TRUE);
  CloseThreadpoolTimer(S->Timer);
  CloseThreadpoolWork(Work);
  delete S;
}

Session *open() {
  auto *S = new Session{};
  S->Timer = CreateThreadpoolTimer(tick, S, nullptr);
  S->Cleanup = CreateThreadpoolWork(cleanUp, S, nullptr);
  return S;
}

void closeByWork(Session *S) {
  SetThreadpoolTimer(S->Timer, nullptr, 0, 0);
  SubmitThreadpoolWork(S->Cleanup);
}

void closeByThread(Session *S) {
  SetThreadpoolTimer(S->Timer, nullptr, 0, 0);
  std::thread([S] {
    WaitForThreadpoolTimerCallbacks(S->Timer, TRUE);
    CloseThreadpoolTimer(S->Timer);
    delete S;
  }).detach();
}

static void end(Session *S) {
  WaitForThreadpoolTimerCallbacks(S->Timer, TRUE);
  CloseThreadpoolTimer(S->Timer);
  delete S;
}

void closeByThreadOnAFunction(Session *S) {
  SetThreadpoolTimer(S->Timer, nullptr, 0, 0);
  std::thread(end, S).detach();
}

void closeBySimpleCallback(Session *S) {
  SetThreadpoolTimer(S->Timer, nullptr, 0, 0);
  TrySubmitThreadpoolCallback(
      [](PTP_CALLBACK_INSTANCE, PVOID Context) {
        auto *S = static_cast<Session *>(Context);
        WaitForThreadpoolTimerCallbacks(S->Timer, TRUE);
        CloseThreadpoolTimer(S->Timer);
        delete S;
      },
      S, nullptr);
}
