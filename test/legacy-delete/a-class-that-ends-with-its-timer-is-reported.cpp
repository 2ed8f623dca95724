// RUN: %check %s threadpool-legacy-delete
#include <windows.h>

class Clock {
public:
  bool start() { return CreateTimerQueueTimer(&Timer, nullptr, tick, this, 10, 10, 0); }
  ~Clock() {
    DeleteTimerQueueTimer(nullptr, Timer, nullptr); //-
    //+    DeleteTimerQueueTimer(nullptr, Timer, INVALID_HANDLE_VALUE);
    // expect: queue timer 'Timer' is deleted while its callback may still run;
    //   this call does not wait for it, and its context '*this' is released afterwards
  }

private:
  static VOID CALLBACK tick(PVOID Context, BOOLEAN) { ++static_cast<Clock *>(Context)->Ticks; }
  HANDLE Timer = nullptr;
  int Ticks = 0;
};

void run() {
  Clock C;
  C.start();
}
