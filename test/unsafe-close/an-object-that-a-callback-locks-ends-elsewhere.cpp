// RUN: %check %s
// The callback takes a reference from a weak one, so somebody else owns the
// object: its destructor is not a part of the callback.
#include <windows.h>
#include <memory>

extern FILETIME due;

class Drained {
public:
  void start() {
    timer_ = CreateThreadpoolTimer(tick, &self_, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  ~Drained() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    if (auto self = static_cast<std::weak_ptr<Drained> *>(context)->lock())
      ++self->count_;
  }
  std::weak_ptr<Drained> self_;
  PTP_TIMER timer_ = nullptr;
  int count_ = 0;
};

class Closed {
public:
  void start() {
    timer_ = CreateThreadpoolTimer(tick, &self_, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  ~Closed() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   disarmed but not drained, and its context 'self_' is released afterwards
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    if (auto self = static_cast<std::weak_ptr<Closed> *>(context)->lock())
      ++self->count_;
  }
  std::weak_ptr<Closed> self_;
  PTP_TIMER timer_ = nullptr;
  int count_ = 0;
};
