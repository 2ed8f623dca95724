// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PVOID context, BOOLEAN timed_out);
void take(HANDLE wait);

void blocking(HANDLE event) {
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, event, signalled, NULL, INFINITE, WT_EXECUTEDEFAULT);
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  CloseHandle(event);
}

void at_once(HANDLE event) {
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, event, signalled, NULL, INFINITE, WT_EXECUTEDEFAULT);
  UnregisterWait(wait);
  CloseHandle(event);
}

void by_somebody_else(HANDLE event) {
  HANDLE wait;
  RegisterWaitForSingleObject(&wait, event, signalled, NULL, INFINITE, WT_EXECUTEDEFAULT);
  take(wait);
  CloseHandle(event);
}
