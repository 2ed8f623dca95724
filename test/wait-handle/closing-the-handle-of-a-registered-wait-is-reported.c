// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PVOID context, BOOLEAN timed_out);

void run(HANDLE process) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, process, signalled, NULL, INFINITE, WT_EXECUTEDEFAULT)) { // #registered
    CloseHandle(process); // nothing was registered
    return;
  }
  CloseHandle(process);
  // expect: 'process' is closed while registered wait 'wait' still watches it
  // note #registered: registered wait 'wait' is created here with callback 'signalled'
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
}
