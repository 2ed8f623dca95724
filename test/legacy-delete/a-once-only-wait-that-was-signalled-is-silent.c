// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++*(int *)context; }

void fired(int *context) {
  HANDLE wait, event = CreateEventA(NULL, FALSE, FALSE, NULL);
  if (!RegisterWaitForSingleObject(&wait, event, on_timer, context, INFINITE, WT_EXECUTEONLYONCE))
    return;
  SetEvent(event);
  Sleep(1000);
  free(context);
}
