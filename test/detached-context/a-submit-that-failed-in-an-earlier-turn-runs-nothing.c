// RUN: %check %s threadpool-detached-context --dialects=real
// As many waits as submits that succeeded, though not each of them did.
#include <windows.h>

struct shared {
  HANDLE finished;
  LONG sum;
};

static VOID CALLBACK add(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  struct shared *shared = context;
  InterlockedIncrement(&shared->sum);
  ReleaseSemaphore(shared->finished, 1, NULL);
}

LONG sum(int jobs) {
  struct shared shared = {0};
  int started = 0;
  shared.finished = CreateSemaphoreW(NULL, 0, jobs, NULL);
  for (int i = 0; i < jobs; i++)
    if (TrySubmitThreadpoolCallback(add, &shared, NULL))
      started++;
  for (int i = 0; i < started; i++)
    WaitForSingleObject(shared.finished, INFINITE);
  CloseHandle(shared.finished);
  return shared.sum;
}

LONG sum_that_waits_where_none_was_started(int jobs) {
  struct shared shared = {0};
  int failed = 0;
  shared.finished = CreateSemaphoreW(NULL, 0, jobs, NULL);
  for (int i = 0; i < 2; i++)
    if (!TrySubmitThreadpoolCallback(add, &shared, NULL)) // #submit
      failed++;
  // expect #submit: context 'shared' is given to callback 'add' here and goes out of scope while
  //   the callback may still run; nothing waits for it
  for (int i = 0; i < failed; i++)
    WaitForSingleObject(shared.finished, INFINITE);
  return shared.sum;
}
