// RUN: %check %s threadpool-use-after-close
#include <memory>
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);

struct Closer {
  void operator()(PTP_WORK Work) const { CloseThreadpoolWork(Work); }
  // expect: work object 'Work' is closed a second time
};
using Owner = std::unique_ptr<TP_WORK, Closer>;

void runOnce() {
  Owner Work(CreateThreadpoolWork(run, nullptr, nullptr));
  CloseThreadpoolWork(Work.get());
}

void afterReset() {
  Owner Work(CreateThreadpoolWork(run, nullptr, nullptr));
  Work.reset();
  SubmitThreadpoolWork(Work.get());
  // expect: work object 'Work.get()' is null where it is submitted
}

void released() {
  Owner Work(CreateThreadpoolWork(run, nullptr, nullptr));
  CloseThreadpoolWork(Work.release());
}
