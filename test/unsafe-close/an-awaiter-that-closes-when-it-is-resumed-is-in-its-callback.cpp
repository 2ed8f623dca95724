// RUN: %check %s threadpool-unsafe-close --dialects=real -- -std=c++20
// The callback resumes the coroutine, which goes on inside it.
#include <windows.h>
#include <coroutine>

class Sleep_for {
public:
  explicit Sleep_for(FILETIME due) : due_(due) {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> coroutine) {
    coroutine_ = coroutine;
    timer_ = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (!timer_)
      return false;
    SetThreadpoolTimer(timer_, &due_, 0, 0);
    return true;
  }
  void await_resume() noexcept {
    if (timer_)
      CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }
  void cancel() {
    //+    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was neither disarmed
    //   nor drained
    timer_ = nullptr;
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Sleep_for *>(context)->coroutine_.resume();
  }
  PTP_TIMER timer_ = nullptr;
  FILETIME due_;
  std::coroutine_handle<> coroutine_;
};
