// RUN: %check %s --dialects=real -- -std=c++20
#include <windows.h>
#include <algorithm>
#include <vector>

class Good {
public:
  ~Good() {
    std::for_each(timers.begin(), timers.end(), [](PTP_TIMER timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); });
    std::for_each(timers.begin(), timers.end(), [](PTP_TIMER timer) {
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
    });

    std::ranges::for_each(others, [](PTP_TIMER timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); });
    std::ranges::for_each(others.begin(), others.end(), [](PTP_TIMER &timer) {
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    });
    for (PTP_TIMER timer : others)
      CloseThreadpoolTimer(timer);
  }

private:
  std::vector<PTP_TIMER> timers, others;
};

class Bad {
public:
  ~Bad() {
    std::for_each(timers.begin(), timers.end(), [](PTP_TIMER timer) {
      //+      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it was drained but not disarmed
    });
    std::ranges::for_each(others, [](PTP_TIMER timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); });
    std::ranges::for_each(others, [](PTP_TIMER timer) {
      //+      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it was disarmed but not drained
    });
  }

private:
  std::vector<PTP_TIMER> timers, others;
};
