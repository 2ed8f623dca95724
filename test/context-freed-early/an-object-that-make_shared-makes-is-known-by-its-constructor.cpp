// RUN: %check %s --dialects=msvc,mingw,real
#include <windows.h>

#include <memory>

struct Totals {
  int count = 0;
  ~Totals();
};
VOID CALLBACK add(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);

class Work {
public:
  Work(PTP_WORK_CALLBACK callback, void *context)
      : work_(CreateThreadpoolWork(callback, context, nullptr)) {}
  Work(const Work &) = delete;
  ~Work() {
    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
  }
  void submit() { SubmitThreadpoolWork(work_); }

private:
  PTP_WORK work_;
};

void waitsFirst() {
  auto totals = std::make_unique<Totals>();
  auto work = std::make_shared<Work>(add, totals.get());
  work->submit();
  work.reset();
  totals.reset();
}

void waitsTooLate() {
  auto totals = std::make_unique<Totals>();
  auto work = std::make_shared<Work>(add, totals.get());
  work->submit();
  totals.reset();
  // expect: context 'totals' of work object 'work_' is released while the callback may
  //   still run
}

// Another owner may wait later.
void handsOn(void (*keep)(std::shared_ptr<Work>), Totals *totals) {
  auto work = std::make_shared<Work>(add, totals);
  work->submit();
  keep(work);
}

// Which of these two it is, the library decides.
class Either {
public:
  Either(Totals *totals, int) : Either(totals) {}
  Either(Totals *totals, const char *) : Either(totals) {}
  Either(const Either &) = delete;
  ~Either() { CloseThreadpoolWork(work_); }
  void submit() { SubmitThreadpoolWork(work_); }

private:
  explicit Either(Totals *totals)
      : work_(CreateThreadpoolWork(add, totals, nullptr)) {}
  PTP_WORK work_;
};

void choosesOne(Totals *totals) {
  auto work = std::make_shared<Either>(totals, 1);
  work->submit();
}
