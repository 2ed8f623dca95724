// RUN: %check %s
#include <windows.h>

class Batch {
public:
  Batch() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Batch() {
    //+    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
    // expect: work object 'work_' is closed while its callback may still run; it was
    //   not drained, and its context '{{\*?}}this' is released afterwards
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
  PTP_WORK work_;
};
