// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

void post(int count) {
  for (int i = 0; i < count; ++i) {
    int job = i;
    TrySubmitThreadpoolCallback(on_job, &job, NULL);
    // expect: context 'job' is given to callback 'on_job' {{.*}} goes out of scope {{.*}}
  }
}
