// RUN: %check %s threadpool-self-close-overlap threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

// Only the callback can end it: one mistake, one report.
class Countdown {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 50, 0);
    return timer != nullptr;
  }

private:
  ~Countdown() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed in its own callback, which releases context 'self', while another
    //   callback of it may be queued or running
  }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Countdown *>(context);
    if (--self->left == 0)
      delete self;
  }

  PTP_TIMER timer = nullptr;
  int left = 5;
};

bool count_down(FILETIME due) {
  auto *countdown = new Countdown;
  return countdown->start(due);
}

// Of a timer that fires once, there is no other callback.
class Once {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 0, 0);
    return timer != nullptr;
  }

private:
  ~Once() { CloseThreadpoolTimer(timer); }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) { delete static_cast<Once *>(context); }

  PTP_TIMER timer = nullptr;
};

bool once(FILETIME due) {
  auto *alarm = new Once;
  return alarm->start(due);
}

// Somebody else ends this one.
class Shared {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 50, 0);
    return timer != nullptr;
  }
  static void end(Shared *object) { delete object; }

private:
  ~Shared() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was disarmed but not drained, and
    //   its context 'object' is released afterwards
  }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Shared *>(context)->ticks;
  }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
};
