// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void run(void) {
  HANDLE event = CreateEvent(NULL, FALSE, FALSE, NULL);
  int *events = malloc(sizeof *events);
  PTP_WAIT wait = CreateThreadpoolWait(on_event, events, NULL);
  SetThreadpoolWait(wait, event, NULL);
  Sleep(1000);
  //+  SetThreadpoolWait(wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   neither disarmed nor drained, and its context 'events' is released afterwards
  CloseHandle(event);
  free(events);
}
