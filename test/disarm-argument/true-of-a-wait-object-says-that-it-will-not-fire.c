// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

typedef struct Watch {
  PTP_WAIT wait;
  HANDLE event;
} Watch;

// A wait object fires once for each time that it is set.
void stop(Watch *w) {
  if (!SetThreadpoolWaitEx(w->wait, NULL, NULL, NULL))
    WaitForThreadpoolWaitCallbacks(w->wait, TRUE);
  CloseThreadpoolWait(w->wait);
}

void stop_the_wrong_way_round(Watch *w) {
  if (SetThreadpoolWaitEx(w->wait, NULL, NULL, NULL)) // #set
    // expect #set: FALSE does not say that no callback of wait object 'w->wait' will run: one may be queued
    //   or running; it is not waited for
    WaitForThreadpoolWaitCallbacks(w->wait, TRUE);
  CloseThreadpoolWait(w->wait);
}

// Unless its callback sets it again, and is still running then.
typedef struct Loop {
  PTP_WAIT wait;
  HANDLE event;
} Loop;

static VOID CALLBACK on_signal(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  Loop *l = context;
  SetThreadpoolWait(wait, l->event, NULL);
  Sleep(1);
}

BOOL start_loop(Loop *l) {
  l->wait = CreateThreadpoolWait(on_signal, l, NULL);
  if (l->wait)
    SetThreadpoolWait(l->wait, l->event, NULL);
  return l->wait != NULL;
}

void stop_loop(Loop *l) {
  if (!SetThreadpoolWaitEx(l->wait, NULL, NULL, NULL)) // #loop
    // expect #loop: TRUE does not say that no callback of wait object 'l->wait' is running: a tick before
    //   the recalled one may be; it is not waited for
    WaitForThreadpoolWaitCallbacks(l->wait, TRUE);
  CloseThreadpoolWait(l->wait);
}
