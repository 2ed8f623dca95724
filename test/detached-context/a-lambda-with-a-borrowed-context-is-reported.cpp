// RUN: %check %s threadpool-detached-context
#include <windows.h>

struct Job {
  int Steps = 0;
};

void post() {
  Job J;
  TrySubmitThreadpoolCallback([](PTP_CALLBACK_INSTANCE, PVOID Context) { ++static_cast<Job *>(Context)->Steps; }, &J,
  // expect: context 'J' is given to callback 'lambda' here and goes out of scope
  //   while the callback may still run; nothing waits for it
                              nullptr);
}
