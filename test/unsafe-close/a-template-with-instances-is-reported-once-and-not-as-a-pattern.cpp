// RUN: %check %s -- -fno-delayed-template-parsing
#include <windows.h>

template <class Policy> struct Guard {
  PTP_TIMER timer;
  ~Guard() {
    if (Policy::Stops) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    CloseThreadpoolTimer(timer);
  }
};

struct Stopping {
  static constexpr bool Stops = true;
};

void use(PTP_TIMER timer) { Guard<Stopping> guard{timer}; }
