// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  Ctx *c = context;
  if (!c->stop)
    SubmitThreadpoolWork(work);
}

void run(Ctx *c) {
  PTP_WORK work = CreateThreadpoolWork(on_work, c, NULL);
  SubmitThreadpoolWork(work);
  c->stop = 1;
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
}
