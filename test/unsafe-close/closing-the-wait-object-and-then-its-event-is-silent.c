// RUN: %check %s
// The order that the documentation gives, with a context that lives on.
#include <windows.h>

static int events;
VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void run(void) {
  HANDLE event = CreateEvent(NULL, FALSE, FALSE, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(on_event, &events, NULL);
  SetThreadpoolWait(wait, event, NULL);
  Sleep(1000);
  CloseThreadpoolWait(wait);
  CloseHandle(event);
}
