// RUN: %check %s
// When the destructor of the base runs, there is no derived class any more.
#include <windows.h>

extern FILETIME due;

struct Service {
  virtual ~Service() { stop(); }
  virtual void stop() {}
};

class Stopped : public Service {
public:
  Stopped() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Stopped() override {
    stop();
    CloseThreadpoolTimer(timer_);
  }
  void start() { SetThreadpoolTimer(timer_, &due, 1000, 0); }
  void stop() override {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
};

class LeftToItsBase : public Service {
public:
  LeftToItsBase() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~LeftToItsBase() override { Sleep(10); }
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  void start() { SetThreadpoolTimer(timer_, &due, 1000, 0); }
  void stop() override {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
};
