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

void run(Ctx *c) {
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, c->go, on_legacy, c, INFINITE, WT_EXECUTEDEFAULT);
  EnterCriticalSection(&c->lock);
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  // expect: waiting for registered wait 'wait' while holding lock 'c->lock' can deadlock: callback 'on_legacy'
  //   takes that lock
  LeaveCriticalSection(&c->lock);
}
