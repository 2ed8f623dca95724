// RUN: %check %s
// A member that shares the object may be the last to hold it: then its deleter
// has stopped and closed the object before the context ends.
#include <memory>
#include <windows.h>

extern FILETIME due;

struct Stop {
  void operator()(TP_TIMER *timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};

struct Close {
  void operator()(TP_WORK *work) const { CloseThreadpoolWork(work); }
};

class Queue {
public:
  Queue() : work(CreateThreadpoolWork(run, this, nullptr), Close()) {}
  ~Queue() { WaitForThreadpoolWorkCallbacks(work.get(), FALSE); }
  void post() { SubmitThreadpoolWork(work.get()); }

private:
  static void CALLBACK run(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) { ++static_cast<Queue *>(context)->done; }

  int done = 0;
  std::shared_ptr<TP_WORK> work;
};

class Clock {
public:
  Clock() : timer(CreateThreadpoolTimer(tick, this, nullptr), Stop()) { SetThreadpoolTimer(timer.get(), &due, 10, 0); }
  ~Clock() {
    SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
    timer.reset();
  }

private:
  static void CALLBACK tick(PTP_CALLBACK_INSTANCE, void *context, PTP_TIMER) { ++static_cast<Clock *>(context)->ticks; }

  int ticks = 0;
  std::shared_ptr<TP_TIMER> timer;
};

// Whoever keeps it lets nobody else end it.
class Bare {
public:
  Bare() : work(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Bare() { WaitForThreadpoolWorkCallbacks(work, FALSE); }
  // expect: context '*this' of work object 'work' goes out of scope before the
  //   work object is closed; safe only while nothing arms it again
  void post() { SubmitThreadpoolWork(work); }

private:
  static void CALLBACK run(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) { ++static_cast<Bare *>(context)->done; }

  int done = 0;
  PTP_WORK work;
};
