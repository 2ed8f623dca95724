// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  CRITICAL_SECTION lock;
  SRWLOCK srw;
  HANDLE mutex, go;
  struct Ctx *next;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock);
  LeaveCriticalSection(&c->lock);
}

void run(Ctx *c) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(&environment);
  SetThreadpoolCallbackCleanupGroup(&environment, group, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_work, c, &environment);
  SubmitThreadpoolWork(work);
  EnterCriticalSection(&c->lock);
  CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL);
  // expect: closing the members of cleanup group 'group' while holding lock 'c->lock' can deadlock: callback
  //   'on_work' takes that lock
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolCleanupGroup(group);
}
