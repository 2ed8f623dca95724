// RUN: %check %s --dialects=real -- -std=c++20
// A function of Windows, one of the file, and a lambda that takes anything.
#include <windows.h>
#include <algorithm>
#include <vector>

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

static void finish(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

class Good {
public:
  ~Good() {
    std::for_each(timers.begin(), timers.end(), stop);
    std::for_each(timers.begin(), timers.end(), CloseThreadpoolTimer);

    std::ranges::for_each(others, [](auto timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); });
    std::ranges::for_each(others, [](const auto &timer) { WaitForThreadpoolTimerCallbacks(timer, TRUE); });
    std::for_each(others.begin(), others.end(), &finish);
  }

private:
  std::vector<PTP_TIMER> timers, others;
};

class Bad {
public:
  ~Bad() {
    std::for_each(timers.begin(), timers.end(), CloseThreadpoolTimer);
    // expect: timer 'timers' is closed while its callback may still run; it was
    //   neither disarmed nor drained

    std::ranges::for_each(others, [](auto timer) { SetThreadpoolTimer(timer, nullptr, 0, 0); });
    std::ranges::for_each(others, [](auto &timer) {
      //+      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it was
      //   disarmed but not drained
    });
  }

private:
  std::vector<PTP_TIMER> timers, others;
};
