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

static VOID CALLBACK on_legacy(PVOID context, BOOLEAN fired) {
  Ctx *c = context;
  EnterCriticalSection(&c->lock);
  LeaveCriticalSection(&c->lock);
}

void run(Ctx *c, HANDLE queue) {
  HANDLE timer;
  CreateTimerQueueTimer(&timer, queue, on_legacy, c, 10, 10, WT_EXECUTEDEFAULT);
  EnterCriticalSection(&c->lock);
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: waiting for queue timer 'timer' while holding lock 'c->lock' can deadlock: callback 'on_legacy'
  //   takes that lock
  LeaveCriticalSection(&c->lock);
}
