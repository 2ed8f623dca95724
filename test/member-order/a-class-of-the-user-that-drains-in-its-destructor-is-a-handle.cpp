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

class Timer {
public:
  Timer(PTP_TIMER_CALLBACK callback, void *context) : handle(CreateThreadpoolTimer(callback, context, nullptr)) {}
  ~Timer() {
    SetThreadpoolTimer(handle, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(handle, TRUE);
    CloseThreadpoolTimer(handle);
  }
  void arm() { SetThreadpoolTimer(handle, &due, 1000, 0); }

private:
  PTP_TIMER handle;
};

class Session {
public:
  Session() : timer(on_tick, this) { timer.arm(); }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Session *>(context)->text.touch();
  }

  Timer timer;
  // expect: 'timer' drains its timer after member 'text', which callback 'on_tick' uses, is destroyed
  Text text;
};
