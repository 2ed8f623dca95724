// RUN: %check %s --dialects=msvc,mingw,real
#include <memory>
#include <windows.h>

// Submits all but one, does that one itself, and joins the others. The structure
// in it has members with destructors, but no method that anybody wrote.
class Runner {
public:
  explicit Runner(int Threads);
  ~Runner();
  LONG run(unsigned Length);

private:
  struct Buffer {
    std::unique_ptr<char> Memory;
    unsigned Size = 0;
  };
  static VOID CALLBACK work(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) {
    InterlockedExchange(&static_cast<Runner *>(Context)->Status, 2);
  }
  PTP_WORK Work = nullptr;
  int Threads;
  Buffer First;
  volatile LONG Status = 0;
};

Runner::Runner(int Threads) : Threads(Threads) {
  if (Threads > 1)
    Work = CreateThreadpoolWork(work, this, nullptr);
}
Runner::~Runner() {
  if (Work)
    CloseThreadpoolWork(Work);
}
LONG Runner::run(unsigned Length) {
  if (Threads <= 1 || !Work)
    return 0;
  Status = 1;
  for (unsigned I = 1; I < Length; I++)
    SubmitThreadpoolWork(Work);
  if (Length > 1)
    WaitForThreadpoolWorkCallbacks(Work, FALSE);
  return Status;
}

// Joins where there are three.
class Hasty {
public:
  Hasty() { Work = CreateThreadpoolWork(work, this, nullptr); }
  ~Hasty() {
    //+    WaitForThreadpoolWorkCallbacks(Work, FALSE);
    CloseThreadpoolWork(Work);
    // expect: work object 'Work' is closed while its callback may still run; it was
    //   not drained, and its context '*this' is released afterwards
  }
  LONG run(unsigned Length) {
    for (unsigned I = 1; I < Length; I++)
      SubmitThreadpoolWork(Work);
    if (Length > 2)
      WaitForThreadpoolWorkCallbacks(Work, FALSE);
    return Status;
  }

private:
  struct Buffer {
    std::unique_ptr<char> Memory;
    unsigned Size = 0;
  };
  static VOID CALLBACK work(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) {
    InterlockedExchange(&static_cast<Hasty *>(Context)->Status, 2);
  }
  PTP_WORK Work;
  Buffer First;
  volatile LONG Status = 0;
};
