// RUN: %check %s
#include <windows.h>

struct ticker {
  PTP_TIMER timer;
  DWORD thread = 0;

  static void CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<ticker *>(context);
    self->thread = GetCurrentThreadId();
    self->stop();
  }
  void stop() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    if (thread != GetCurrentThreadId())
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  void start() { timer = CreateThreadpoolTimer(on_tick, this, nullptr); }
};

struct confused {
  PTP_TIMER timer;
  DWORD thread = 0;

  static void CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<confused *>(context);
    self->thread = GetCurrentThreadId();
    self->stop();
  }
  void stop() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    if (thread == GetCurrentThreadId())
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' inside its own callback never returns
  }
  void start() { timer = CreateThreadpoolTimer(on_tick, this, nullptr); }
};
