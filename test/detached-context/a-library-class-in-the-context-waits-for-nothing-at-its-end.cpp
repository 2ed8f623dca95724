// RUN: %check %s threadpool-detached-context --dialects=real
#include <string>
#include <windows.h>

struct Job {
  std::string name; // its destructor is the library's
  int result;
};

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context) {
  static_cast<Job *>(context)->result = 1;
}

bool post() {
  Job local;
  return TrySubmitThreadpoolCallback(run, &local, nullptr);
  // expect: context 'local' is given to callback 'run' here and goes out of
  //   scope while the callback may still run; nothing waits for it
}
