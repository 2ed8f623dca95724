// RUN: %check %s threadpool-detached-context
#include <windows.h>

struct Job {
  HANDLE Done = CreateEventA(nullptr, TRUE, FALSE, nullptr);
  void wait() { WaitForSingleObject(Done, INFINITE); }
  void join();
};

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID Context) { SetEvent(static_cast<Job *>(Context)->Done); }

void seen() {
  Job J;
  if (TrySubmitThreadpoolCallback(run, &J, nullptr))
    J.wait();
}

void unseen() {
  Job J;
  if (TrySubmitThreadpoolCallback(run, &J, nullptr))
    J.join();
}
