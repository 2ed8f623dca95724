// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Ctx {
  PTP_TIMER timer;
  volatile LONG stop;
  CRITICAL_SECTION lock;
} Ctx;

static FILETIME due;

static VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID event, PTP_WAIT wait, TP_WAIT_RESULT result) {
  SetThreadpoolWait(wait, event, NULL);
}

void watch(HANDLE event) {
  PTP_WAIT wait = CreateThreadpoolWait(on_event, event, NULL);
  SetThreadpoolWait(wait, event, NULL);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  // expect: wait object 'wait' may be armed again when this wait returns: its callback 'on_event' arms it, and
  //   one that is running does so after the disarm
  CloseThreadpoolWait(wait);
}
