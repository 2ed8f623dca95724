// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

class Section {
public:
  Section() { InitializeCriticalSection(&section); }
  void enter() { EnterCriticalSection(&section); }
  void leave() { LeaveCriticalSection(&section); }

private:
  CRITICAL_SECTION section;
};
class Holder {
public:
  explicit Holder(Section &section) : section(section) { section.enter(); }
  ~Holder() { section.leave(); }

private:
  Section &section;
};

class Ticker {
public:
  void start() {
    FILETIME due = {};
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  void stop() {
    Holder hold(lock);
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' while holding lock 'section' can deadlock: callback 'on_tick' takes
    //   that lock
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    Holder hold(lock);
  }

  PTP_TIMER timer = nullptr;
  Section lock;
};
