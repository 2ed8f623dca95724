// RUN: %check %s
#include <windows.h>

class Poller {
public:
  void start(FILETIME &due);
  void stop() {
    SetThreadpoolTimer(this->timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer((timer_));
  }
  void drop() { // #entry
    //+    SetThreadpoolTimer(this->timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(this->timer_, TRUE);
    CloseThreadpoolTimer(this->timer_);
    // expect: timer 'this->timer_' is closed while its callback may still run; it was
    //   neither disarmed nor drained
    // note #entry: timer 'this->timer_' may already be armed when 'drop' is entered
  }

private:
  PTP_TIMER timer_ = nullptr;
};

void stop(PTP_TIMER &timer) {
  PTP_TIMER &same = timer;
  SetThreadpoolTimer(same, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(same);
  timer = nullptr;
}

void drop(PTP_TIMER &timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
