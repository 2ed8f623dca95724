// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

// Three timers that are armed independently of each other have 27 phases, and
// the flags double that twice.
class Meter {
public:
  Meter() {
    if (!(first = CreateThreadpoolTimer(on_first, this, nullptr)))
      throw 1;
    if (!(second = CreateThreadpoolTimer(on_second, this, nullptr)))
      throw 1;
    if (!(third = CreateThreadpoolTimer(on_third, this, nullptr)))
      throw 1;
  }
  void start_first() { arm(first); }
  void start_second() { arm(second); }
  void start_third() {
    arm(third);
    third_started = true;
  }
  void pause(bool now) { paused = now; }
  ~Meter() {
    SetThreadpoolTimer(first, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(first, TRUE);
    // expect: timer 'first' may be armed again when this wait returns: its callback 'on_first' arms it, and
    //   one that is running does so after the disarm
    CloseThreadpoolTimer(first);
    //+    SetThreadpoolTimer(second, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(second, TRUE);
    CloseThreadpoolTimer(second);
    // expect: timer 'second' is closed while its callback may still run; it was neither disarmed nor drained,
    //   and its context '*this' is released afterwards
    if (third_started) {
      SetThreadpoolTimer(third, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(third, TRUE);
    }
    CloseThreadpoolTimer(third);
  }

private:
  static void arm(PTP_TIMER timer) {
    FILETIME due = {};
    SetThreadpoolTimer(timer, &due, 0, 0);
  }
  static VOID CALLBACK on_first(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<Meter *>(context);
    ++self->ticks;
    arm(self->first);
  }
  static VOID CALLBACK on_second(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Meter *>(context)->ticks;
  }
  static VOID CALLBACK on_third(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Meter *>(context)->ticks;
  }

  PTP_TIMER first = nullptr;
  PTP_TIMER second = nullptr;
  PTP_TIMER third = nullptr;
  bool third_started = false;
  bool paused = false;
  long ticks = 0;
};
