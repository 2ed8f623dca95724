// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_signal(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  CloseThreadpoolWait(wait);
  free(context);
}

void start(HANDLE event, HANDLE other) {
  PTP_WAIT wait = CreateThreadpoolWait(on_signal, malloc(8), NULL);
  SetThreadpoolWait(wait, event, NULL);
  SetThreadpoolWait(wait, other, NULL);
}
