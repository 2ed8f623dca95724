// RUN: %check %s threadpool-disarm-argument
// What one method arms with a due time of zero, another closes when somebody
// calls it: that is not right after it.
#include <windows.h>

class Clock {
public:
  bool start() {
    timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer)
      return false;
    FILETIME now = {};
    SetThreadpoolTimer(timer, &now, 1000, 0);
    return true;
  }
  ~Clock() {
    if (timer)
      CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) { ++static_cast<Clock *>(context)->ticks; }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
};

class Pretender {
public:
  bool start(FILETIME *due) {
    timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer)
      return false;
    SetThreadpoolTimer(timer, due, 1000, 0);
    return true;
  }
  ~Pretender() {
    if (!timer)
      return;
    FILETIME none = {};
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    SetThreadpoolTimer(timer, &none, 0, 0); //-
    // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Pretender *>(context)->ticks;
  }

  PTP_TIMER timer = nullptr;
  int ticks = 0;
};
