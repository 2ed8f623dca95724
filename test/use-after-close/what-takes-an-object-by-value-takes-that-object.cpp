// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
// The parameter is the object that the caller made: a function that takes the
// handle out of it leaves nothing there for the caller to close once more.
#include <windows.h>
#include <utility>

extern FILETIME due;

class Timer {
public:
  Timer() = default;
  Timer(PTP_TIMER_CALLBACK callback, void *context)
      : timer_(CreateThreadpoolTimer(callback, context, nullptr)) {}
  Timer(Timer &&other) noexcept { swap(other); }
  Timer &operator=(Timer other) noexcept {
    swap(other);
    return *this;
  }
  ~Timer() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
  void swap(Timer &other) noexcept { std::swap(timer_, other.timer_); }
  PTP_TIMER get() const { return timer_; }

private:
  PTP_TIMER timer_ = nullptr;
};

class Poller {
public:
  void start(PTP_TIMER_CALLBACK callback) {
    timer_ = Timer(callback, this);
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }

private:
  Timer timer_;
};

static PTP_TIMER last;

static void remember(Timer timer) { last = timer.get(); }

static void adopt(Timer &to, Timer timer) { to.swap(timer); }

void forgets(PTP_TIMER_CALLBACK callback) {
  remember(Timer(callback, nullptr));
  SetThreadpoolTimer(last, &due, 0, 0);
  // expect: timer 'last' is armed after it was closed [threadpool-use-after-close]
}

void keeps(PTP_TIMER_CALLBACK callback) {
  Timer timer;
  adopt(timer, Timer(callback, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 0, 0);
}
