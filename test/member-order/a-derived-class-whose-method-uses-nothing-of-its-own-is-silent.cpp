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
  Base() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {}
  virtual ~Base() {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  virtual void tick() {}
  void start() { SetThreadpoolTimer(timer, &due, 1000, 0); }

protected:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Base *>(context)->tick();
  }

  PTP_TIMER timer;
};

class Derived : public Base {
public:
  void tick() override {  }

private:
  Text text;
};
