// RUN: %check %s threadpool-member-order
#include <memory>
#include <wil/resource.h>
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

class Session {
public:
  Session() {
    timer.reset(CreateThreadpoolTimer(on_tick, this, nullptr));
    SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  }
  ~Session() {
    SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Session *>(context)->text.touch();
  }

  Text text;
  wil::unique_threadpool_timer_nowait timer;
};
