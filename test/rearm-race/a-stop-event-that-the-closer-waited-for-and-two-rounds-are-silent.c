// RUN: %check %s threadpool-rearm-race
#include <windows.h>

static HANDLE stop_event;

static VOID CALLBACK changed(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  if (WaitForSingleObject(stop_event, 0) == WAIT_TIMEOUT)
    SetThreadpoolWait(wait, (HANDLE)context, NULL);
}

// Once it is set, a manual event stays set.
void serve(HANDLE change) {
  stop_event = CreateEventA(NULL, TRUE, FALSE, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(changed, change, NULL);
  SetThreadpoolWait(wait, change, NULL);
  WaitForSingleObject(stop_event, INFINITE);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

// This one is reset by the wait: the callback does not see it.
void serve_once(HANDLE change) {
  stop_event = CreateEventA(NULL, FALSE, FALSE, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(changed, change, NULL);
  SetThreadpoolWait(wait, change, NULL);
  WaitForSingleObject(stop_event, INFINITE);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  // expect: wait object 'wait' may be armed again when this wait returns{{.*}}
  CloseThreadpoolWait(wait);
}
