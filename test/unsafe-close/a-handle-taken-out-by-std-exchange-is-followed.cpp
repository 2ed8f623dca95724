// RUN: %check %s
#include <utility>
#include <windows.h>

class Poller {
public:
  void stop() {
    if (PTP_TIMER timer = std::exchange(timer_, nullptr)) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
    }
  }
  void drop() {
    auto timer = std::exchange(timer_, nullptr);
    if (!timer)
      return;
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
  void start(FILETIME &due);

private:
  PTP_TIMER timer_ = nullptr;
};
