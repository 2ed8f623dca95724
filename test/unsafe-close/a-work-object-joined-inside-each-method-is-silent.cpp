// RUN: %check %s
#include <windows.h>

class Batch {
public:
  Batch() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Batch() { CloseThreadpoolWork(work_); }
  void process(int items) {
    for (int i = 0; i < items; ++i)
      SubmitThreadpoolWork(work_);
    WaitForThreadpoolWorkCallbacks(work_, FALSE);
  }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
  PTP_WORK work_;
};
