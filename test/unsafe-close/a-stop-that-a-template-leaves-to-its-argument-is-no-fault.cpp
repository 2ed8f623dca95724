// RUN: %check %s -- -fno-delayed-template-parsing
#include <windows.h>

// Which method runs depends on the type of the argument: it may well stop.
template <class Mode> class Ticker {
public:
  ~Ticker() {
    this->quit(Mode());
    CloseThreadpoolTimer(timer_);
  }
  void quit(Mode mode);

private:
  PTP_TIMER timer_;
};

template <class Pool> struct Closer {
  static void close(PTP_TIMER timer) {
    Pool::Stop(timer);
    CloseThreadpoolTimer(timer);
  }
};
