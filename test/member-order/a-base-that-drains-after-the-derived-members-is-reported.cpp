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

class Base {
public:
  Base() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {} // #created
  virtual ~Base() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  virtual void tick() {}
  void start() { SetThreadpoolTimer(timer, &due, 1000, 0); }

protected:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Base *>(context)->tick(); // #calls
  }

  PTP_TIMER timer; // #handle
};

class Derived : public Base {
public:
  void tick() override {
    text.touch(); // #uses
  }

private:
  Text text; // #text
};
// expect #handle: timer 'timer' is drained in a base, after member 'text' of 'Derived', which callback 'on_tick' uses,
//   is destroyed
// note #created: timer 'timer' is created here with callback 'on_tick'
// note #calls: 'tick' is called here
// note #uses: 'tick' uses member 'text' here
// note #text: member 'text' is destroyed first
