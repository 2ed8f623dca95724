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

class Session {
public:
  Session() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) { // #created
    SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Session *>(context)->tick(); // #calls
  }
  void tick() {
    text.touch(); // #uses
  }

  unique_timer timer;
  // expect: 'timer' drains its timer after member 'text', which callback 'on_tick' uses, is destroyed
  // note #created: timer 'timer' is created here with callback 'on_tick'
  // note #calls: 'tick' is called here
  // note #uses: 'on_tick' uses member 'text' here
  // note #text: member 'text' is destroyed first
  Text text; // #text
};
