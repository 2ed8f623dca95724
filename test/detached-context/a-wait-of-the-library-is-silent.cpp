// RUN: %check %s threadpool-detached-context
#include <condition_variable>
#include <mutex>
#include <windows.h>

static std::mutex lock;
static std::condition_variable changed;

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE, PVOID context) {
  ++*static_cast<int *>(context);
  changed.notify_one();
}

void post() {
  int count = 0;
  TrySubmitThreadpoolCallback(on_job, &count, nullptr);
  std::unique_lock<std::mutex> hold(lock);
  changed.wait(hold);
}
