// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

struct Jobs {
  PTP_CLEANUP_GROUP group;
  TP_CALLBACK_ENVIRON environment;
  CRITICAL_SECTION lock;
  PTP_WORK work;
};

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
  Jobs *jobs = static_cast<Jobs *>(context);
  EnterCriticalSection(&jobs->lock); // #takes
  LeaveCriticalSection(&jobs->lock);
}

void start(Jobs *jobs) {
  jobs->group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&jobs->environment);
  SetThreadpoolCallbackCleanupGroup(&jobs->environment, jobs->group, nullptr);
  jobs->work = CreateThreadpoolWork(on_work, jobs, &jobs->environment); // #created
  SubmitThreadpoolWork(jobs->work);
}

void stop(Jobs *jobs) { // #stop
  EnterCriticalSection(&jobs->lock); // #taken
  CloseThreadpoolCleanupGroupMembers(jobs->group, FALSE, nullptr);
  // expect: closing the members of cleanup group 'jobs->group' while holding lock 'jobs->lock' can deadlock:
  //   callback 'on_work' takes that lock
  // note #created: work object 'work' is created here with callback 'on_work'
  // note #stop: work object 'work' may already be armed when 'stop' is entered
  // note #taken: lock 'jobs->lock' is taken here
  // note #takes: callback 'on_work' takes lock 'jobs->lock' here: it waits for the thread that waits for it
  LeaveCriticalSection(&jobs->lock);
}
