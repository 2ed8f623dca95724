// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void with_ex(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  UnregisterWaitEx(wait, NULL); //-
  //+  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  // expect: registered wait 'wait' is unregistered while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  free(context);
}

void without(HANDLE event, int *context) {
  HANDLE wait;
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, 0))
    return;
  UnregisterWait(wait); //-
  //+  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  // expect: registered wait 'wait' is unregistered while its callback may still run; this call does not wait for it, and its context 'context' is released afterwards
  free(context);
}
