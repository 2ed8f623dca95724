// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

static VOID CALLBACK on_timeout(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

typedef struct Request {
  PTP_TIMER timeout;
  PTP_TIMER tick;
} Request;

void start(Request *r, FILETIME due) {
  r->timeout = CreateThreadpoolTimer(on_timeout, r, NULL);
  r->tick = CreateThreadpoolTimer(on_timeout, r, NULL);
  SetThreadpoolTimer(r->timeout, &due, 0, 0);
  SetThreadpoolTimer(r->tick, &due, 100, 0);
}

void done(Request *r) {
  if (!SetThreadpoolTimerEx(r->timeout, NULL, 0, 0))
    WaitForThreadpoolTimerCallbacks(r->timeout, TRUE);
  CloseThreadpoolTimer(r->timeout);
}

void stop(Request *r) {
  if (!SetThreadpoolTimerEx(r->tick, NULL, 0, 0)) // #asked
    WaitForThreadpoolTimerCallbacks(r->tick, TRUE);
  CloseThreadpoolTimer(r->tick);
  // expect #asked: TRUE does not say that no callback of timer 'r->tick' is
  //   running: a tick before the recalled one may be; it is not waited for
}
