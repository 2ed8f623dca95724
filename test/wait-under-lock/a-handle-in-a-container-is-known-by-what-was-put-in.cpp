// RUN: %check %s threadpool-wait-under-lock threadpool-legacy-delete --dialects=real
#include <vector>
#include <windows.h>

class Alarms {
  std::vector<PTP_TIMER> timers_;
  CRITICAL_SECTION lock_;
  int rung_ = 0;
  static VOID CALLBACK ring(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *alarms = static_cast<Alarms *>(context);
    EnterCriticalSection(&alarms->lock_);
    alarms->rung_++;
    LeaveCriticalSection(&alarms->lock_);
  }

public:
  void add(FILETIME due) {
    PTP_TIMER timer = CreateThreadpoolTimer(ring, this, nullptr);
    if (!timer)
      return;
    timers_.push_back(timer);
    SetThreadpoolTimer(timer, &due, 0, 0);
  }
  void clear() {
    EnterCriticalSection(&lock_);
    for (PTP_TIMER timer : timers_) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      // expect: waiting for timer 'timer' while holding lock 'lock_' can deadlock: callback 'ring' takes that lock
      CloseThreadpoolTimer(timer);
    }
    timers_.clear();
    LeaveCriticalSection(&lock_);
  }
};

class Watchers {
  struct Watched {
    HANDLE handle, wait;
  };
  std::vector<Watched> all_;
  int fired_ = 0;
  static VOID CALLBACK fired(PVOID context, BOOLEAN) { static_cast<Watchers *>(context)->fired_++; }

public:
  void add(HANDLE handle) {
    Watched one{handle, nullptr};
    if (RegisterWaitForSingleObject(&one.wait, handle, fired, this, INFINITE, WT_EXECUTEDEFAULT))
      all_.push_back(one);
  }
  ~Watchers() {
    for (Watched &one : all_)
      UnregisterWaitEx(one.wait, nullptr); //-
      //+      UnregisterWaitEx(one.wait, INVALID_HANDLE_VALUE);
    // expect: {{.*}}'one.wait'{{.*}} [threadpool-legacy-delete]
  }
};
