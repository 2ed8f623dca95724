// RUN: %check %s
// Every method that can touch the member is in the file, and each one that arms
// the timer stops it again.
#include <windows.h>

extern FILETIME due;

class Retry {
public:
  Retry() : timer_(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Retry() { CloseThreadpoolTimer(timer_); }
  void pause() {
    SetThreadpoolTimer(timer_, &due, 0, 0);
    Sleep(100);
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);
  PTP_TIMER timer_;
};
