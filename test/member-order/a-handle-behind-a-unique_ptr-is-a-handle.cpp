// RUN: %check %s threadpool-member-order threadpool-unsafe-close
// Whether it was made by `new` or by std::make_unique, it ends with its owner.
#include <memory>
#include <windows.h>

extern FILETIME due;

class Text {
public:
  Text();
  ~Text();
  void touch() const;
};

class Timer {
public:
  Timer(PTP_TIMER_CALLBACK callback, void *context) : handle(CreateThreadpoolTimer(callback, context, nullptr)) {}
  ~Timer() {
    SetThreadpoolTimer(handle, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(handle, TRUE);
    CloseThreadpoolTimer(handle);
  }
  void arm() { SetThreadpoolTimer(handle, &due, 1000, 0); }

private:
  PTP_TIMER handle;
};

class MadeByFunction {
public:
  MadeByFunction() : timer(std::make_unique<Timer>(on_tick, this)) { timer->arm(); }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<MadeByFunction *>(context)->text.touch();
  }
  std::unique_ptr<Timer> timer;
  // expect: 'timer' drains its timer after member 'text', which callback 'on_tick' uses, is destroyed [threadpool-member-order]
  Text text;
};

class MadeByNew {
public:
  ~MadeByNew() {
//+    timer.reset();
    Sleep(1);
  }
  void start() {
    timer.reset(new Timer(on_tick, this));
    timer->arm();
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<MadeByNew *>(context)->text.touch();
  }
  std::unique_ptr<Timer> timer;
  // expect: 'timer' drains its timer after member 'text', which callback 'on_tick' uses, is destroyed [threadpool-member-order]
  Text text;
};

class EndedFirst {
public:
  ~EndedFirst() { timer = nullptr; }
  void start() {
    timer = std::make_unique<Timer>(on_tick, this);
    timer->arm();
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<EndedFirst *>(context)->text.touch();
  }
  std::unique_ptr<Timer> timer;
  Text text;
};

class DeclaredLast {
public:
  DeclaredLast() : timer(std::make_unique<Timer>(on_tick, this)) { timer->arm(); }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<DeclaredLast *>(context)->text.touch();
  }
  Text text;
  std::unique_ptr<Timer> timer;
};

// One that does not wait is told of where it closes, and only there.
class Closing {
public:
  Closing(PTP_TIMER_CALLBACK callback, void *context) : handle(CreateThreadpoolTimer(callback, context, nullptr)) {}
  ~Closing() {
    //+    SetThreadpoolTimer(handle, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(handle, TRUE);
    CloseThreadpoolTimer(handle);
    // expect: timer 'handle' is closed while its callback may still run; it was neither disarmed nor drained{{.*}} [threadpool-unsafe-close]
  }
  void arm() { SetThreadpoolTimer(handle, &due, 1000, 0); }

private:
  PTP_TIMER handle;
};

class NeverStopped {
public:
  NeverStopped() : timer(std::make_unique<Closing>(on_tick, this)) { timer->arm(); }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<NeverStopped *>(context)->text.touch();
  }
  Text text;
  std::unique_ptr<Closing> timer;
};
