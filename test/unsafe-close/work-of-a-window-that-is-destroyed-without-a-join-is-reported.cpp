// RUN: %check %s
#include <windows.h>

class Window {
public:
  long OnCreate();
  long OnDestroy();
  long OnSubmit() {
    SubmitThreadpoolWork(work_);
    return 0;
  }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
  PTP_WORK work_;
};

long Window::OnCreate() {
  work_ = CreateThreadpoolWork(run, this, nullptr);
  return 0;
}

long Window::OnDestroy() {
  //+  WaitForThreadpoolWorkCallbacks(work_, FALSE);
  CloseThreadpoolWork(work_);
  // expect: work object 'work_' is closed while its callback may still run; it was
  //   not drained, and its context '*this' is released afterwards
  return 0;
}
