// RUN: %check %s
#include <windows.h>

template <class Owner> class Timer {
public:
  explicit Timer(PTP_TIMER timer) : timer_(timer) {}
  ~Timer() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   disarmed but not drained
  }

private:
  PTP_TIMER timer_;
};

template <int N> void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, N, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void use(PTP_TIMER a, PTP_TIMER b, PTP_TIMER c, PTP_TIMER d) {
  Timer<int> first(a);
  Timer<char> second(b);
  stop<1>(c);
  stop<2>(d);
}
