// RUN: %check %s -- -std=c++17
//
// The members of an object whose constructor throws are destroyed, but its own
// destructor does not run.
#include <memory>
#include <windows.h>

struct Error {};
extern FILETIME due;
bool Connect();

class Armed {
public:
  Armed() {
    Start();
    if (!Connect())
      throw Error();
    // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  }
  Armed(int) {
    Start();
    Check();
    // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  }
  // What another constructor has made whole does run its destructor.
  Armed(char) : Armed() { throw Error(); }
  Armed(bool) {
    Start();
    if (!Connect()) {
      Stop();
      throw Error();
    }
  }
  Armed(long) {
    Start();
    try {
      Check();
    } catch (...) {
      Stop();
      throw;
    }
  }
  Armed(short) {
    if (!Connect())
      throw Error();
    Start();
  }
  ~Armed() { Stop(); }

private:
  static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Armed *>(context)->ticks_++;
  }
  void Start() {
    timer_ = CreateThreadpoolTimer(OnTick, this, nullptr);
    if (!timer_)
      throw Error();
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void Stop() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }
  void Check() {
    if (!Connect())
      throw Error();
  }

  PTP_TIMER timer_ = nullptr;
  int ticks_ = 0;
};

void use() {
  Armed one;
  auto two = std::make_unique<Armed>(1);
}

// A member that drains is one of those that are destroyed.
struct Drain {
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};

class Drained {
public:
  Drained() : timer_(CreateThreadpoolTimer(OnTick, this, nullptr)) {
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
    if (!Connect())
      throw Error();
  }

private:
  static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Drained *>(context)->ticks_++;
  }

  int ticks_ = 0;
  std::unique_ptr<TP_TIMER, Drain> timer_;
};
