// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

typedef struct Watch {
  PTP_WAIT wait;
  HANDLE event;
  int seen;
} Watch;

static VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  ((Watch *)context)->seen++;
}

void watch_start(Watch *w) {
  w->wait = CreateThreadpoolWait(on_event, w, NULL);
  if (w->wait)
    SetThreadpoolWait(w->wait, w->event, NULL);
}

// It fires once for each Set: TRUE says that it will not any more.
void watch_stop(Watch *w) {
  if (!SetThreadpoolWaitEx(w->wait, NULL, NULL, NULL))
    WaitForThreadpoolWaitCallbacks(w->wait, FALSE);
  CloseThreadpoolWait(w->wait);
  free(w);
}

// The callback that has set it again may still be running.
typedef struct Alarm {
  PTP_WAIT bell;
  HANDLE event;
  int rung;
} Alarm;

static VOID CALLBACK on_ring(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  Alarm *a = context;
  SetThreadpoolWait(wait, a->event, NULL);
  a->rung++;
}

void alarm_start(Alarm *a) {
  a->bell = CreateThreadpoolWait(on_ring, a, NULL);
  if (a->bell)
    SetThreadpoolWait(a->bell, a->event, NULL);
}

void alarm_stop(Alarm *a) {
  if (!SetThreadpoolWaitEx(a->bell, NULL, NULL, NULL))
    // expect: TRUE does not say that no callback of wait object 'a->bell' is running{{.*}}
    WaitForThreadpoolWaitCallbacks(a->bell, FALSE);
  CloseThreadpoolWait(a->bell);
  free(a);
}
