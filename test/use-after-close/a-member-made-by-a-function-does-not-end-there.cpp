// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close -- -std=c++14
// The object that a function returns is the member, the base, or what `new`
// makes of it: no temporary ends.
#include <windows.h>
#include <memory>
#include <utility>

extern FILETIME due;

class Timer {
public:
  explicit Timer(PTP_TIMER timer) : timer_(timer) {}
  Timer(Timer &&other) noexcept : timer_(std::exchange(other.timer_, nullptr)) {}
  ~Timer() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
  void arm() { SetThreadpoolTimer(timer_, &due, 1000, 0); }
  PTP_TIMER get() const { return timer_; }

private:
  PTP_TIMER timer_;
};

static Timer make(PTP_TIMER_CALLBACK callback, void *context) {
  return Timer(CreateThreadpoolTimer(callback, context, nullptr));
}

class Member {
public:
  explicit Member(PTP_TIMER_CALLBACK callback) : timer_(make(callback, this)) { timer_.arm(); }

private:
  Timer timer_;
};

class Chosen {
public:
  Chosen(PTP_TIMER_CALLBACK callback, bool own) : timer_{own ? make(callback, this) : make(callback, nullptr)} {
    timer_.arm();
  }

private:
  Timer timer_;
};

class Based : Timer {
public:
  explicit Based(PTP_TIMER_CALLBACK callback) : Timer(make(callback, this)) { arm(); }
};

struct Pair {
  Timer timer;
  int number;
};

void allocated(PTP_TIMER_CALLBACK callback, Pair *&kept) {
  kept = new Pair{make(callback, nullptr), 1};
  kept->timer.arm();
}

class Owner {
public:
  explicit Owner(PTP_TIMER timer) : timer_(std::make_unique<Timer>(timer)) { timer_->arm(); }

private:
  std::unique_ptr<Timer> timer_;
};

class Borrowed {
public:
  explicit Borrowed(PTP_TIMER_CALLBACK callback) : timer_(make(callback, this).get()) {
    SetThreadpoolTimer(timer_, &due, 1000, 0);
    // expect: timer 'timer_' is armed after it was closed [threadpool-use-after-close]
  }

private:
  PTP_TIMER timer_;
};
