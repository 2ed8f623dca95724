// RUN: %check %s threadpool-wait-under-lock threadpool-rearm-race threadpool-member-order --broken
#include <wil/resource.h>
#include <windows.h>
#include <mutex>

namespace wil {
int EnterCriticalSection(CRITICAL_SECTION *lock);
}

class Half {
public:
  void stop() {
    std::lock_guard<std::mutex> hold(nowhere);
    wil::EnterCriticalSection();
    lock.lock(;
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }

private:
  std::mutex lock;
  Unknown before;
  PTP_TIMER timer;
  std::unique_lock<
};
