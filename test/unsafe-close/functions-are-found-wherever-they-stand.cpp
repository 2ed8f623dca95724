// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

auto InAVariable = [](PTP_TIMER Timer) {
  //+  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
  // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
};

struct InAClass {
  void stop() {
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
  }
  friend void byAFriend(PTP_TIMER Timer) {
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
  }
  struct Inner {
    static void stop(PTP_TIMER Timer) {
      //+      SetThreadpoolTimer(Timer, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
      CloseThreadpoolTimer(Timer);
      // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
    }
  };
  PTP_TIMER Timer;
};

template <typename T> void inATemplate(T Timer) {
  //+  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
  // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
}

template <typename T> struct InAClassTemplate {
  void stop(T Timer) {
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
  }
};

namespace outer {
namespace {
void stop(PTP_TIMER Timer) {
  //+  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
  // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
}
} // namespace
void all(PTP_TIMER Timer) { inATemplate(Timer); }
} // namespace outer

extern "C" {
void asInC(PTP_TIMER Timer) {
  struct Local {
    void stop(PTP_TIMER Timer) {
      //+      SetThreadpoolTimer(Timer, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(Timer, TRUE);
      CloseThreadpoolTimer(Timer);
      // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
    }
  };
  Local().stop(Timer);
}
}

void inTheMiddle(PTP_TIMER Timer) {
  //+  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
  // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
}

template <> void inATemplate(int *Timer) {
  CloseThreadpoolTimer(reinterpret_cast<PTP_TIMER>(Timer));
  // expect: timer 'reinterpret_cast<PTP_TIMER>(Timer)' is closed while its callback may still run; it was neither disarmed nor drained
}

InAClassTemplate<PTP_TIMER> Instance;
auto AtTheEnd = [](PTP_TIMER Timer) {
  //+  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(Timer, TRUE);
  CloseThreadpoolTimer(Timer);
  // expect: timer 'Timer' is closed while its callback may still run; it was neither disarmed nor drained
  Instance.stop(Timer);
};
