// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static HANDLE queue, timer;

static VOID CALLBACK on_queue(PVOID context, BOOLEAN fired) {
  ChangeTimerQueueTimer(queue, timer, 10, 0);
}

void run(Ctx *c) {
  CreateTimerQueueTimer(&timer, queue, on_queue, c, 10, 0, WT_EXECUTEDEFAULT);
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  free(c);
}
