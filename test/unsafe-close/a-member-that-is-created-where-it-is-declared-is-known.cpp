// RUN: %check %s
#include <windows.h>

// What a constructor leaves unsaid stands beside the member.
class Batch {
public:
  Batch() {}
  ~Batch() {
    //+    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
    // expect: work object 'work_' is closed while its callback may still run; it was
    //   not drained, and its context '*this' is released afterwards
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
  PTP_WORK work_ = CreateThreadpoolWork(run, this, nullptr);
};

class Joined {
public:
  Joined() {}
  ~Joined() {
    WaitForThreadpoolWorkCallbacks(work_, TRUE);
    CloseThreadpoolWork(work_);
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
  PTP_WORK work_{CreateThreadpoolWork(run, this, nullptr)};
};

// A handle type of one's own, in an object whose constructor nobody wrote.
class Work {
public:
  Work(PTP_WORK_CALLBACK callback, void *context)
      : work_(CreateThreadpoolWork(callback, context, nullptr)) {}
  Work(const Work &) = delete;
  ~Work() {
    if (work_) {
      //+      WaitForThreadpoolWorkCallbacks(work_, FALSE);
      CloseThreadpoolWork(work_);
      // expect: work object 'work_' is closed while its callback may still run; it was
      //   not drained, and its context '{{.*}}' is released afterwards
    }
  }
  void submit() { SubmitThreadpoolWork(work_); }

private:
  PTP_WORK work_;
};

struct Sum {
  int total = 0;
  Work work{[](PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
              ++static_cast<Sum *>(context)->total;
            },
            this};
};

void add() {
  Sum sum;
  sum.work.submit();
}
