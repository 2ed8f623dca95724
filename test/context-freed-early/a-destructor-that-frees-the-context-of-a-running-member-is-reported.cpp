// RUN: %check %s
// The methods leave the timer armed with the context that another member points
// to; the destructor calls nothing of the thread pool.
#include <windows.h>

struct Session {
  int ticks;
};

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

class Poller {
public:
  explicit Poller(Session *session) : session_(session) {}
  ~Poller() { delete session_; }
  // expect: context 'session_' of timer 'timer_' is released while the callback may still run
  void start() {
    timer_ = CreateThreadpoolTimer(on_tick, session_, nullptr);
    SetThreadpoolTimer(timer_, &due, 1000, 0);
  }

private:
  Session *session_;
  PTP_TIMER timer_ = nullptr;
};

class Stopped {
public:
  explicit Stopped(Session *session) : session_(session) {}
  ~Stopped() {
    stop();
    delete session_;
  }
  void start() {
    stop();
    timer_ = CreateThreadpoolTimer(on_tick, session_, nullptr);
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
  Session *session_;
  PTP_TIMER timer_ = nullptr;
};
