// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

struct connection {
  CRITICAL_SECTION lock;
  TP_CALLBACK_ENVIRON fast, slow;
  PTP_CLEANUP_GROUP fast_group, slow_group;
  PTP_WORK work;
  long seen;
};

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct connection *c = (struct connection *)context;
  EnterCriticalSection(&c->lock);
  ++c->seen;
  LeaveCriticalSection(&c->lock);
}

int set_up(struct connection *c) {
  InitializeThreadpoolEnvironment(&c->fast);
  InitializeThreadpoolEnvironment(&c->slow);
  c->fast_group = CreateThreadpoolCleanupGroup();
  c->slow_group = CreateThreadpoolCleanupGroup();
  if (!c->fast_group || !c->slow_group)
    return 0;
  SetThreadpoolCallbackCleanupGroup(&c->fast, c->fast_group, NULL);
  SetThreadpoolCallbackCleanupGroup(&c->slow, c->slow_group, NULL);
  return 1;
}

int start(struct connection *c) {
  c->work = CreateThreadpoolWork(on_work, c, &c->slow);
  if (!c->work)
    return 0;
  SubmitThreadpoolWork(c->work);
  return 1;
}

// No callback of the fast group takes the lock.
void shut_down(struct connection *c) {
  EnterCriticalSection(&c->lock);
  CloseThreadpoolCleanupGroupMembers(c->fast_group, TRUE, NULL);
  LeaveCriticalSection(&c->lock);
  CloseThreadpoolCleanupGroupMembers(c->slow_group, TRUE, NULL);
}
