// RUN: %check %s threadpool-member-order
#include <memory>
#include <windows.h>

struct TimerEnd {
  typedef PTP_TIMER pointer;
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};
typedef std::unique_ptr<TP_TIMER, TimerEnd> unique_timer;

class Text {
public:
  Text();
  ~Text();
  void touch() const;
};

extern FILETIME due;

class TimerHandle {
public:
  explicit TimerHandle(PTP_TIMER timer);
  ~TimerHandle();
  PTP_TIMER get() const;
};

class Session {
public:
  Session() : timer(start(this)) {}

private:
  static PTP_TIMER start(Session *session) {
    PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
    return timer;
  }
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Session *>(context)->text.touch();
  }

  TimerHandle timer;
  Text text;
};
