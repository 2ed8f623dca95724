// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

static HANDLE started;

static VOID CALLBACK on_long(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  SetEvent(started);
  ++*(int *)context;
}

void post(int *context) {
  TrySubmitThreadpoolCallback(on_long, context, NULL);
  // expect: context 'context' is given to callback 'on_long' {{.*}}
  WaitForSingleObject(started, INFINITE);
  free(context);
}

static void tell(HANDLE event) { SetEvent(event); }

static DWORD WINAPI on_long_item(LPVOID context) {
  tell(started);
  return ++*(int *)context;
}

void post_an_item(int *context) {
  QueueUserWorkItem(on_long_item, context, 0);
  // expect: context 'context' is given to callback 'on_long_item' {{.*}}
  WaitForSingleObject(started, INFINITE);
  free(context);
}
