// RUN: %check %s
#include <windows.h>

// The receiver that is called last may destroy the operation: whoever runs the
// destructor has been called by the callback, or the callback never came.
class Operation {
public:
  Operation() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Operation() { CloseThreadpoolWork(work_); }
  void start() { SubmitThreadpoolWork(work_); }

private:
  virtual void complete() = 0;
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    static_cast<Operation *>(context)->complete();
  }
  PTP_WORK work_;
};

class Base {
public:
  explicit Base(PTP_WORK_CALLBACK callback) : work_(CreateThreadpoolWork(callback, this, nullptr)) {}
  ~Base() { CloseThreadpoolWork(work_); }
  void start() { SubmitThreadpoolWork(work_); }

private:
  PTP_WORK work_;
};
