// RUN: %check %s threadpool-context-freed-early threadpool-unsafe-close --dialects=msvc,mingw,real -- -std=c++17
#include <memory>
#include <windows.h>

// One shot: holds a reference to itself until its callback has run.
class Job : public std::enable_shared_from_this<Job> {
public:
  explicit Job(bool Kept) {
    Work = CreateThreadpoolWork(run, this, nullptr);
    if (!Work)
      throw 1;
  }
  PTP_WORK keep() {
    Self = shared_from_this();
    return Work;
  }
  PTP_WORK forget() { return Work; }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) {
    Job *Its = static_cast<Job *>(Context);
    ++Its->Ticks;
    CloseThreadpoolWork(Its->Work);
    Its->Self.reset();
  }
  PTP_WORK Work = nullptr;
  std::shared_ptr<Job> Self;
  int Ticks = 0;
};

void kept() {
  auto Its = std::make_shared<Job>(true);
  SubmitThreadpoolWork(Its->keep());
}

void forgotten() {
  auto Its = std::make_shared<Job>(true);
  SubmitThreadpoolWork(Its->forget());
  // expect #end: context 'Its' of work object 'Its->forget()' is released while the
  //   callback may still run
} // #end
