// RUN: %check %s threadpool-context-freed-early threadpool-unsafe-close
#include <windows.h>

// What the system calls, for any class that has a callback.
struct Pool {
  template <class T>
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE Instance, PVOID Context,
                           PTP_TIMER Timer) {
    T::tick(Instance, Context, Timer);
  }
};
template <class T>
VOID CALLBACK elsewhere(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class OneShot {
public:
  static void start(FILETIME Due) {
    OneShot *Its = new OneShot;
    Its->Timer = CreateThreadpoolTimer(Pool::run<OneShot>, Its, nullptr);
    if (Its->Timer)
      SetThreadpoolTimer(Its->Timer, &Due, 0, 0);
    else
      delete Its;
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    OneShot *Its = static_cast<OneShot *>(Context);
    CloseThreadpoolTimer(Its->Timer);
    delete Its;
  }

private:
  PTP_TIMER Timer = nullptr;
};

class Unseen {
public:
  static void start(FILETIME Due) {
    Unseen *Its = new Unseen;
    Its->Timer = CreateThreadpoolTimer(elsewhere<Unseen>, Its, nullptr);
    if (Its->Timer)
      SetThreadpoolTimer(Its->Timer, &Due, 0, 0);
    else
      delete Its;
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    Unseen *Its = static_cast<Unseen *>(Context);
    CloseThreadpoolTimer(Its->Timer);
    delete Its;
  }
  // Not a callback: the timer is somebody else's.
  static void stop(Unseen *Its) {
    //+    SetThreadpoolTimer(Its->Timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(Its->Timer, TRUE);
    CloseThreadpoolTimer(Its->Timer);
    // expect: timer 'Its->Timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained, and its context 'Its' is released afterwards
    delete Its;
  }

private:
  PTP_TIMER Timer = nullptr;
};
