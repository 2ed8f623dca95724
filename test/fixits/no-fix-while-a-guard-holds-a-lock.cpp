// RUN: %check %s
#include <mutex>
#include <windows.h>

static std::mutex mutex;

void by_lock_guard(PTP_TIMER timer) {
  std::lock_guard<std::mutex> guard(mutex);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void by_scoped_lock(PTP_TIMER timer) {
  std::scoped_lock guard{mutex};
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void by_unique_lock(PTP_TIMER timer) {
  std::unique_lock<std::mutex> guard(mutex);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void in_another_block(PTP_TIMER timer) {
  {
    std::lock_guard<std::mutex> guard(mutex);
    Sleep(0);
  }
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
