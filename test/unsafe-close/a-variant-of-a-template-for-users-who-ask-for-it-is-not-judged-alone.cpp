// RUN: %check %s -- -fno-delayed-template-parsing
#include <windows.h>

enum class Mode { Cancel, NoWait };

template <Mode How> struct DestroyWait {
  static void Destroy(PTP_WAIT wait) {
    SetThreadpoolWait(wait, nullptr, nullptr);
    WaitForThreadpoolWaitCallbacks(wait, How == Mode::Cancel);
    CloseThreadpoolWait(wait);
  }
};
template <> struct DestroyWait<Mode::NoWait> {
  static void Destroy(PTP_WAIT wait) { CloseThreadpoolWait(wait); }
};

template <class Pool, Mode How> struct DestroyTimer {
  static void Destroy(PTP_TIMER timer) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, How == Mode::Cancel);
    CloseThreadpoolTimer(timer);
  }
};
template <class Pool> struct DestroyTimer<Pool, Mode::NoWait> {
  static void Destroy(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
};
