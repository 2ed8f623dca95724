// RUN: %check %s -- -fno-delayed-template-parsing
#include <windows.h>

template <class Receiver> class Operation {
public:
  explicit Operation(Receiver receiver)
      : receiver_(receiver),
        timer_(CreateThreadpoolTimer(&Operation::fired, this, nullptr)) {}
  ~Operation() {
    //+    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was
    //   neither disarmed nor drained, and its context '*this' is released afterwards
  }
  void start(FILETIME due) { SetThreadpoolTimer(timer_, &due, 0, 0); }

private:
  static VOID CALLBACK fired(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Operation *>(context)->receiver_.value();
  }
  Receiver receiver_;
  PTP_TIMER timer_;
};

template <class Receiver> class Stopped {
public:
  ~Stopped() {
    stop();
    CloseThreadpoolTimer(timer_);
  }
  template <class Due> void start(Due due) { SetThreadpoolTimer(timer_, &due, 0, 0); }

private:
  void stop() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }
  PTP_TIMER timer_;
};
