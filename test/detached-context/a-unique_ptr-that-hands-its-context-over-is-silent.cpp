// RUN: %check %s threadpool-detached-context
#include <memory>
#include <windows.h>

struct Job {
  int Steps = 0;
};

static DWORD WINAPI run(LPVOID Context) {
  std::unique_ptr<Job> J(static_cast<Job *>(Context));
  return ++J->Steps;
}

void post() {
  std::unique_ptr<Job> J(new Job);
  if (QueueUserWorkItem(run, J.get(), 0))
    J.release();
}
