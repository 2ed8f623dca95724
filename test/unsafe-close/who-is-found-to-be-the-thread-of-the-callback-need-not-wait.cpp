// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early threadpool-disarm-argument --dialects=msvc,mingw,real
#include <windows.h>

class Ticker {
public:
  void start(FILETIME Due) {
    Timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 0, 0);
  }
  // Called by the callback as well: that one cannot wait for itself.
  void stop() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    if (GetCurrentThreadId() != Thread)
      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    Timer = nullptr;
  }
  // The other way round: whoever is not the callback does not wait.
  void confused() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    if (GetCurrentThreadId() == Thread)
      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was
    //   disarmed but not drained
    Timer = nullptr;
  }

private:
  void note() { Thread = GetCurrentThreadId(); }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    static_cast<Ticker *>(Context)->note();
  }
  PTP_TIMER Timer = nullptr;
  DWORD Thread = 0;
};

// The thread that is compared is not that of the callback, which notes none.
class Window {
public:
  Window() : Thread(GetCurrentThreadId()) {}
  void start(FILETIME Due) {
    Timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 0, 0);
  }
  void stop() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    if (GetCurrentThreadId() != Thread)
      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    ++static_cast<Window *>(Context)->Ticks;
  }
  PTP_TIMER Timer;
  DWORD Thread;
  int Ticks = 0;
};

// A parameter says which thread: nothing is known of the callback.
struct Task {
  DWORD Thread;
};
void cancel(PTP_TIMER Timer, const Task *Running) {
  if (!SetThreadpoolTimerEx(Timer, nullptr, 0, 0)) {
    DWORD Thread = GetCurrentThreadId();
    if (Thread != Running->Thread)
      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  } else {
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  }
  CloseThreadpoolTimer(Timer);
}
