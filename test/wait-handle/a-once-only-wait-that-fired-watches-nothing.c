// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PVOID context, BOOLEAN timed_out);

void run(HANDLE event, HANDLE fired) {
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, event, signalled, fired, INFINITE, WT_EXECUTEONLYONCE);
  SetEvent(event);
  WaitForSingleObject(fired, INFINITE);
  CloseHandle(event);
  UnregisterWait(wait);
}
