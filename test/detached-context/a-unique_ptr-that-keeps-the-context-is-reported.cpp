// RUN: %check %s threadpool-detached-context
#include <memory>
#include <windows.h>

struct Job {
  int Steps = 0;
};

static DWORD WINAPI run(LPVOID Context) { return ++static_cast<Job *>(Context)->Steps; }

void post() {
  std::unique_ptr<Job> J(new Job);
  QueueUserWorkItem(run, J.get(), 0);
  // expect: context 'J.get()' is given to callback 'run' here and {{.*}} while the
  //   callback may still run; nothing waits for it
}
