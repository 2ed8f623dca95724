// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void post(void) {
  int counter = 0;
  TrySubmitThreadpoolCallback(on_job, &counter, NULL);
  // expect: context 'counter' is given to callback 'on_job' here and goes out of
  //   scope while the callback may still run; nothing waits for it
  // note #end: context 'counter' goes out of scope here
} // #end

void queue(void) {
  int counter = 0;
  QueueUserWorkItem(on_item, &counter, 0);
  // expect: context 'counter' is given to callback 'on_item' {{.*}}
}
