// RUN: %check %s
#include <memory>
#include <windows.h>

struct Session {
  int ticks;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run() {
  PTP_TIMER timer;
  {
    auto session = std::make_unique<Session>();
    timer = CreateThreadpoolTimer(on_tick, session.get(), nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
    Sleep(1000);
  }
  // expect: context 'session{{(\.get\(\))?}}' of timer 'timer' {{goes out of scope|is released}} while the callback may still run
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
