// RUN: %check %s
// Where it is seen that the users are to call stop(), and what the destructor
// does is a log line, or an assertion that is compiled out.
#include <stdio.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);

class Logged {
public:
  ~Logged() {
    if (timer_)
      printf("still open\n");
    (void)0; // assert(!timer_)
  }
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }

private:
  PTP_TIMER timer_ = nullptr;
};

void use() {
  Logged logged;
  logged.start();
  Sleep(1000);
  logged.stop();
}

void use_without_the_stop() {
  Logged logged;
  logged.start();
  Sleep(1000);
}
// expect: context 'logged' of timer 'timer_' goes out of scope while the callback may still run

class NobodyStops {
public:
  ~NobodyStops() { printf("gone\n"); }
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }

private:
  PTP_TIMER timer_ = nullptr;
};

class Silent {
public:
  ~Silent() {}
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }

private:
  PTP_TIMER timer_ = nullptr;
};
