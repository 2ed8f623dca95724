// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

struct socket {
  CRITICAL_SECTION lock;
  PTP_WAIT wait;
  HANDLE ready;
  long seen;
};

struct connection {
  TP_CALLBACK_ENVIRON pool_environment;
  PTP_CALLBACK_ENVIRON environment;
  PTP_CALLBACK_ENVIRON special;
  PTP_CLEANUP_GROUP group;
  struct socket *socket;
};

static VOID CALLBACK on_ready(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  struct connection *c = (struct connection *)context;
  EnterCriticalSection(&c->socket->lock); // #takes
  ++c->socket->seen;
  LeaveCriticalSection(&c->socket->lock);
}

int set_up(struct connection *c) {
  c->environment = &c->pool_environment;
  InitializeThreadpoolEnvironment(c->environment);
  c->group = CreateThreadpoolCleanupGroup();
  if (!c->group)
    return 0;
  SetThreadpoolCallbackCleanupGroup(c->environment, c->group, NULL);
  return 1;
}

int watch(struct connection *c) {
  struct socket *s = c->socket;
  if (!s->wait) {
    PTP_CALLBACK_ENVIRON environment = c->special ? c->special : c->environment;
    s->wait = CreateThreadpoolWait(on_ready, c, environment); // #made
    if (!s->wait)
      return 0;
  }
  SetThreadpoolWait(s->wait, s->ready, NULL);
  return 1;
}

void shut_down(struct connection *c) { // #entry
  struct socket *s = c->socket;
  EnterCriticalSection(&s->lock); // #held
  --s->seen;
  CloseThreadpoolCleanupGroupMembers(c->group, TRUE, NULL);
  // expect: closing the members of cleanup group 'c->group' while holding lock 's->lock' can deadlock: callback
  //   'on_ready' takes that lock
  // note #made: wait object 'wait' is created here with callback 'on_ready'
  // note #entry: wait object 'wait' may already be armed when 'shut_down' is entered
  // note #held: lock 's->lock' is taken here
  // note #takes: callback 'on_ready' takes lock 'c->socket->lock' here: it waits for the thread that waits for it
  LeaveCriticalSection(&s->lock);
}
