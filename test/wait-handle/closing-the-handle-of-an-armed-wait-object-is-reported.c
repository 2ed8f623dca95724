// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void run(void) {
  HANDLE event = CreateEvent(NULL, FALSE, FALSE, NULL);
  PTP_WAIT wait = CreateThreadpoolWait(signalled, NULL, NULL); // #created
  SetThreadpoolWait(wait, event, NULL); // #armed
  CloseHandle(event);
  // expect: 'event' is closed while wait object 'wait' still watches it
  // note #created: wait object 'wait' is created here with callback 'signalled'
  // note #armed: wait object 'wait' is armed here
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}
