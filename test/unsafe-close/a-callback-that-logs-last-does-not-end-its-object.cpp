// RUN: %check %s
#include <windows.h>

void log(const char *text);
bool ready();

class Logs {
public:
  Logs() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Logs() {
    //+    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
    // expect: work object 'work_' is closed while its callback may still run; it was
    //   not drained, and its context '*this' is released afterwards
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    ++static_cast<Logs *>(context)->runs_;
    log("ran");
  }
  int runs_ = 0;
  PTP_WORK work_;
};

class Asks {
public:
  Asks() : work_(CreateThreadpoolWork(run, this, nullptr)) {}
  ~Asks() {
    //+    WaitForThreadpoolWorkCallbacks(work_, FALSE);
    CloseThreadpoolWork(work_);
    // expect: work object 'work_' is closed while its callback may still run; it was
    //   not drained, and its context '*this' is released afterwards
  }
  void start() { SubmitThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    auto *self = static_cast<Asks *>(context);
    ++self->runs_;
    while (!ready()) {
    }
  }
  int runs_ = 0;
  PTP_WORK work_;
};
