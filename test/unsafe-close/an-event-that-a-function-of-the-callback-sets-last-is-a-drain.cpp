// RUN: %check %s
#include <windows.h>

void log_text(const char *text);

struct Job {
  HANDLE done;
  int result;
};

class Worker {
public:
  Worker() : done_(CreateEvent(nullptr, TRUE, FALSE, nullptr)) {
    work_ = CreateThreadpoolWork(&Worker::Trampoline, this, nullptr);
    SubmitThreadpoolWork(work_);
  }
  ~Worker() {
    WaitForSingleObject(done_, INFINITE);
    CloseThreadpoolWork(work_);
    CloseHandle(done_);
  }

private:
  static void CALLBACK Trampoline(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
    static_cast<Worker *>(context)->Run();
  }
  void Run() {
    ++runs_;
    SetEvent(done_);
  }
  HANDLE done_;
  PTP_WORK work_;
  int runs_ = 0;
};

static void run(PTP_WORK_CALLBACK callback) {
  Job job = {CreateEvent(nullptr, TRUE, FALSE, nullptr), 0};
  PTP_WORK work = CreateThreadpoolWork(callback, &job, nullptr);
  SubmitThreadpoolWork(work);
  WaitForSingleObject(job.done, INFINITE);
  CloseThreadpoolWork(work);
  CloseHandle(job.done);
}

static void tell(HANDLE event) { SetEvent(event); }

static void CALLBACK given_the_event(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
  Job *job = static_cast<Job *>(context);
  job->result = 42;
  tell(job->done);
}

void the_event_as_an_argument() { run(given_the_event); }

static bool finish(Job *job) {
  job->result = 42;
  return SetEvent(job->done);
}

static void CALLBACK asks_whether_it_was_set(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
  if (!finish(static_cast<Job *>(context)))
    log_text("nobody waits");
}

void its_result() { run(asks_whether_it_was_set); }

static void CALLBACK copies_the_handle(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
  Job *job = static_cast<Job *>(context);
  HANDLE done = job->done;
  job->result = 42;
  SetEvent(done);
  log_text("done");
}

void a_local_copy() { run(copies_the_handle); }

static void arrange(PTP_CALLBACK_INSTANCE instance, Job *job) { SetEventWhenCallbackReturns(instance, job->done); }

static void CALLBACK has_it_set_on_return(PTP_CALLBACK_INSTANCE instance, void *context, PTP_WORK) {
  Job *job = static_cast<Job *>(context);
  arrange(instance, job);
  job->result = 42;
}

void set_on_return() { run(has_it_set_on_return); }

static void run_into(PTP_WORK_CALLBACK callback) {
  Job job = {CreateEvent(nullptr, TRUE, FALSE, nullptr), 0};
  PTP_WORK work = CreateThreadpoolWork(callback, &job, nullptr);
  SubmitThreadpoolWork(work);
  WaitForSingleObject(job.done, INFINITE);
  //+  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained, and its context 'job' is released afterwards
  CloseHandle(job.done);
}

static void CALLBACK goes_on(PTP_CALLBACK_INSTANCE, void *context, PTP_WORK) {
  Job *job = static_cast<Job *>(context);
  tell(job->done);
  job->result = 42;
}

void a_use_after_it() { run_into(goes_on); }
