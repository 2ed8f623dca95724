// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Session {
public:
  Session() : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Session() { stop(); }

  void start(FILETIME Due) {
    if (!Timer)
      Timer = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(Timer, &Due, 0, 0);
  }
  void stop() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    Timer = nullptr;
  }

private:
  PTP_TIMER Timer;
};

class Flagged {
public:
  Flagged() : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Flagged() { stop(); }
  void stop() {
    if (Stopped)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    Stopped = true;
  }

private:
  PTP_TIMER Timer;
  bool Stopped = false;
};
