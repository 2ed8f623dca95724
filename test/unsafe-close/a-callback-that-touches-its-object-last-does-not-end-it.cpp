// RUN: %check %s
#include <windows.h>

class Counter {
public:
  Counter() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Counter() {
    //+    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
    // expect: work object 'work_' is closed while its callback may still run; it was
    //   not drained, and its context '*this' is released afterwards
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  virtual void count() = 0;
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    auto *self = static_cast<Counter *>(context);
    self->count();
    ++self->runs_;
  }
  int runs_ = 0;
  PTP_WORK work_;
};
