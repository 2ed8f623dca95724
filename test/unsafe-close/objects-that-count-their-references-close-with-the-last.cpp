// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close threadpool-disarm-argument --dialects=real
#include <atomic>
#include <windows.h>

// What is bound further down counts, and so does who runs the destructor.
class Request {
  std::atomic<int> references_{2};
  PTP_TIMER timeout_ = nullptr;
  int status_ = 0;

public:
  ~Request() {
    if (timeout_)
      CloseThreadpoolTimer(timeout_);
  }
  void release() {
    if (--references_ == 0)
      delete this;
  }
  void done() {
    if (SetThreadpoolTimerEx(timeout_, nullptr, 0, 0))
      release();
    status_ = 1;
    release();
  }
  // The callback holds a reference from when it is armed on.
  static VOID CALLBACK timed_out(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *request = static_cast<Request *>(context);
    request->status_ = -1;
    request->release();
  }
  void start(FILETIME due) {
    timeout_ = CreateThreadpoolTimer(timed_out, this, nullptr);
    SetThreadpoolTimer(timeout_, &due, 0, 0);
  }
};

struct Job {
  std::atomic<long> references{2};
  PTP_TIMER timer = nullptr;
  void release() {
    if (references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      CloseThreadpoolTimer(timer);
      delete this;
    }
  }
};

static VOID CALLBACK work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  static_cast<Job *>(context)->release();
}

void done(Job *job) {
  if (SetThreadpoolTimerEx(job->timer, nullptr, 0, 0))
    job->release();
  job->release();
}

void start(Job *job, FILETIME due) {
  job->timer = CreateThreadpoolTimer(work, job, nullptr);
  SetThreadpoolTimer(job->timer, &due, 0, 0);
}

// This callback gives nothing up.
class Poll {
  std::atomic<int> references_{1};
  PTP_TIMER timer_ = nullptr;
  int ticks_ = 0;
  ~Poll() {
    //+    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
    // expect: timer 'timer_' is closed while its callback may still run; it was neither disarmed nor drained,
    //   and its context '*this' is released afterwards
  }

public:
  void release() {
    if (references_-- == 1)
      delete this;
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Poll *>(context)->ticks_++;
  }
  void start(FILETIME due) {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(timer_, &due, 0, 0);
  }
};
