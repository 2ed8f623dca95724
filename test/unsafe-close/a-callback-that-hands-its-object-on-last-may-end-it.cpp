// RUN: %check %s -- -fno-delayed-template-parsing
// The class of work does not close its object while its callback may need it:
// whoever the callback hands itself to, as its last step, ends the work.
#include <windows.h>

class Job;
struct Host {
  void done(Job *job);
};

class Job {
public:
  explicit Job(Host *host) : host_(host) {
    work_ = CreateThreadpoolWork(run, this, nullptr);
    SubmitThreadpoolWork(work_);
  }
  ~Job() { CloseThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    auto *self = static_cast<Job *>(context);
    self->host_->done(self);
  }
  Host *host_;
  PTP_WORK work_;
};

void finish(void *what);

class Task {
public:
  Task() {
    work_ = CreateThreadpoolWork(run, this, nullptr);
    SubmitThreadpoolWork(work_);
  }
  ~Task() { CloseThreadpoolWork(work_); }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    finish(context);
  }
  PTP_WORK work_;
};

// Of a template's pattern nobody knows what its calls are given.
template <class State> class Operation {
public:
  ~Operation() { CloseThreadpoolWork(work_); }
  void start() { SubmitThreadpoolWork(work_); }

protected:
  explicit Operation(State *state) : state_(state) {
    work_ = CreateThreadpoolWork(run, this, nullptr);
  }

private:
  virtual void complete() = 0;
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
    auto &self = *static_cast<Operation *>(context);
    auto before = self.state_->fetch_add(1);
    if (before & 2)
      return;
    self.complete();
  }
  PTP_WORK work_;
  State *state_;
};
