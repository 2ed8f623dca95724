// RUN: %check %s
#include <windows.h>

namespace fake {
void CloseThreadpoolTimer(PTP_TIMER) {}
void WaitForThreadpoolTimerCallbacks(PTP_TIMER, BOOL) {}
} // namespace fake

struct Fake {
  void CloseThreadpoolTimer(PTP_TIMER) {}
  static void SetThreadpoolTimer(PTP_TIMER, PFILETIME, DWORD, DWORD) {}
  void stop(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
};

void close_nothing(PTP_TIMER timer) {
  fake::CloseThreadpoolTimer(timer);
  Fake().CloseThreadpoolTimer(timer);
}

void stop(PTP_TIMER timer) {
  Fake::SetThreadpoolTimer(timer, nullptr, 0, 0);
  fake::WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  ::SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  ::WaitForThreadpoolTimerCallbacks(timer, TRUE);
  ::CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
