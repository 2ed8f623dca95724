// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

// Gives the functions of the system other names. It closes nothing by itself.
class Wrapper {
public:
  Wrapper() {}
  ~Wrapper() {}
  bool create() {
    Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
    return Timer != nullptr;
  }
  bool isSet() const { return IsThreadpoolTimerSet(Timer); }
  void set(FILETIME Due) const {
    SetThreadpoolTimer(Timer, &Due, 0, 0);
    // expect: timer 'Timer' is armed after it was closed
  }
  void wait() const { WaitForThreadpoolTimerCallbacks(Timer, TRUE); }
  void close() const {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }
  // This one is in sight.
  void restart() const {
    close();
    set(FILETIME());
  }

private:
  PTP_TIMER Timer = nullptr;
};

class Hasty {
public:
  bool create() {
    Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
    return Timer != nullptr;
  }
  void set(FILETIME Due) const { SetThreadpoolTimer(Timer, &Due, 0, 0); }
  void close() const {
    //+    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }

private:
  PTP_TIMER Timer = nullptr;
};

// Closes by itself: what its users have closed is closed a second time.
class Owner {
public:
  ~Owner() {
    if (Timer)
      CloseThreadpoolTimer(Timer);
    // expect: timer 'Timer' is closed a second time
  }
  bool create() {
    Timer = CreateThreadpoolTimer(tick, nullptr, nullptr);
    return Timer != nullptr;
  }
  void close() const {
    if (Timer)
      CloseThreadpoolTimer(Timer);
  }

private:
  PTP_TIMER Timer = nullptr;
};
