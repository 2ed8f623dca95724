// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

struct channel {
  CRITICAL_SECTION lock;
  PTP_WORK work;
  long sent;
};

struct peer {
  struct channel *out;
};

static VOID CALLBACK on_send(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct peer *p = (struct peer *)context;
  EnterCriticalSection(&p->out->lock); // #takes
  ++p->out->sent;
  LeaveCriticalSection(&p->out->lock);
}

int start(struct peer *p) {
  p->out->work = CreateThreadpoolWork(on_send, p, NULL); // #made
  return p->out->work != NULL;
}

void stop(struct peer *p) { // #entry
  EnterCriticalSection(&p->out->lock); // #held
  WaitForThreadpoolWorkCallbacks(p->out->work, TRUE);
  // expect: waiting for work object 'p->out->work' while holding lock 'p->out->lock' can deadlock: callback
  //   'on_send' takes that lock
  // note #made: work object 'p->out->work' is created here with callback 'on_send'
  // note #entry: work object 'p->out->work' may already be armed when 'stop' is entered
  // note #held: lock 'p->out->lock' is taken here
  // note #takes: callback 'on_send' takes lock 'p->out->lock' here: it waits for the thread that waits for it
  LeaveCriticalSection(&p->out->lock);
  CloseThreadpoolWork(p->out->work);
}
