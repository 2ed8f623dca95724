// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {}

void run(HANDLE event) {
  PTP_WAIT wait = CreateThreadpoolWait(signalled, NULL, NULL);
  SetThreadpoolWait(wait, event, NULL);
  SetThreadpoolWait(wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  WaitForThreadpoolWaitCallbacks(wait, FALSE); //-
  // expect: waiting for wait object 'wait' without cancelling runs the
  //   callbacks that are still queued
  CloseThreadpoolWait(wait);
}
