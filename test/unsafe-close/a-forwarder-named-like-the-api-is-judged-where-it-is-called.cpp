// RUN: %check %s
#include <windows.h>

namespace seam {
struct System {
  static void SetThreadpoolTimer(PTP_TIMER timer, PFILETIME due, DWORD period, DWORD window) {
    ::SetThreadpoolTimer(timer, due, period, window);
  }
  static void WaitForThreadpoolTimerCallbacks(PTP_TIMER timer, BOOL cancel) {
    ::WaitForThreadpoolTimerCallbacks(timer, cancel);
  }
  static void CloseThreadpoolTimer(PTP_TIMER timer) {
    //+    ::WaitForThreadpoolTimerCallbacks(timer, TRUE);
    ::CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }
};
} // namespace seam

void right(PTP_TIMER timer) {
  seam::System::SetThreadpoolTimer(timer, nullptr, 0, 0);
  seam::System::WaitForThreadpoolTimerCallbacks(timer, TRUE);
  seam::System::CloseThreadpoolTimer(timer);
}

void wrong(PTP_TIMER timer) {
  seam::System::SetThreadpoolTimer(timer, nullptr, 0, 0);
  seam::System::CloseThreadpoolTimer(timer);
}
