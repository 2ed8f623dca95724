// RUN: %check %s
// What assert() calls is not declared noreturn, and ends the program all the same.
#include <windows.h>

extern "C" void _wassert(const wchar_t *expression, const wchar_t *file, unsigned line);
#define assert(expression) \
  (void)((!!(expression)) || (_wassert(L"" #expression, L"a.cpp", __LINE__), 0))

extern FILETIME due;
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);

class Ticker {
public:
  ~Ticker() { assert(!timer_ && "stop() comes first"); }
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }
  void stop() {
    if (!timer_)
      return;
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    timer_ = nullptr;
  }

private:
  PTP_TIMER timer_ = nullptr;
};

class Careless {
public:
  ~Careless() { assert(started_); }
  // expect: context '*this' of timer 'timer_' goes out of scope while the callback may still run
  void start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
    started_ = true;
  }

private:
  PTP_TIMER timer_ = nullptr;
  bool started_ = false;
};

void run(bool drained, int *context) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, nullptr);
  assert(timer);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  if (drained)
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  assert(drained);
  CloseThreadpoolTimer(timer);
}
