// RUN: %check %s threadpool-use-after-close
#include <windows.h>

// A session deletes itself in the callback of its timer: then there is one.
class Session final {
public:
  explicit Session(FILETIME Due) : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 20, 0);
  }

private:
  ~Session() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_TIMER) {
    DisassociateCurrentThreadFromCallback(Instance);
    delete static_cast<Session *>(Context);
  }

  PTP_TIMER Timer;
};
