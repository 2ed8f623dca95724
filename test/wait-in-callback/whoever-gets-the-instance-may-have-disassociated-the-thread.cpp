// RUN: %check %s
#include <windows.h>

struct Status {
  PTP_CALLBACK_INSTANCE instance;
  bool complete;
  void done() {
    complete = true;
    DisassociateCurrentThreadFromCallback(instance);
  }
};

struct Pool {
  PTP_WORK work;
  void (*user)(Status &);

  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK) {
    auto *self = static_cast<Pool *>(context);
    Status status{instance, false};
    self->user(status); // calls done(), or does not
    if (!status.complete)
      status.done();
    self->close();
  }
  void open() { work = CreateThreadpoolWork(run, this, nullptr); }
  void close() {
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
  }
};
