// RUN: %check %s threadpool-detached-context
// The submitter holds one of the counts itself: where it gives up the last,
// every callback has given up its own.
#include <windows.h>

struct batch {
  volatile LONG left;
  HANDLE all;
  int done;
};

static void finish(struct batch *batch) {
  batch->done++;
  if (InterlockedDecrement(&batch->left) == 0)
    SetEvent(batch->all);
}

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context) {
  finish(context);
}

static DWORD WINAPI run_queued(LPVOID context) {
  finish(context);
  return 0;
}

int submit_all(int n) {
  struct batch batch = {n + 1, CreateEventA(NULL, TRUE, FALSE, NULL), 0};
  for (int i = 0; i < n; i++)
    if (!TrySubmitThreadpoolCallback(run, &batch, NULL))
      InterlockedDecrement(&batch.left);
  if (InterlockedDecrement(&batch.left) != 0)
    WaitForSingleObject(batch.all, INFINITE);
  CloseHandle(batch.all);
  return batch.done;
}

int queue_all(int n) {
  struct batch batch = {1, CreateEventA(NULL, TRUE, FALSE, NULL), 0};
  for (int i = 0; i < n; i++) {
    InterlockedIncrement(&batch.left);
    if (!QueueUserWorkItem(run_queued, &batch, 0))
      InterlockedDecrement(&batch.left);
  }
  if (InterlockedDecrement(&batch.left) > 0)
    WaitForSingleObject(batch.all, INFINITE);
  CloseHandle(batch.all);
  return batch.done;
}

int the_wrong_way_round(int n) {
  struct batch batch = {n + 1, CreateEventA(NULL, TRUE, FALSE, NULL), 0};
  for (int i = 0; i < n; i++)
    if (!TrySubmitThreadpoolCallback(run, &batch, NULL))
      // expect: context 'batch' is given to callback 'run' here and goes out of
      //   scope while the callback may still run; nothing waits for it
      InterlockedDecrement(&batch.left);
  if (InterlockedDecrement(&batch.left) == 0)
    WaitForSingleObject(batch.all, INFINITE);
  CloseHandle(batch.all);
  return batch.done;
}

int nobody_looks(int n) {
  struct batch batch = {n + 1, CreateEventA(NULL, TRUE, FALSE, NULL), 0};
  for (int i = 0; i < n; i++)
    if (!QueueUserWorkItem(run_queued, &batch, 0))
      // expect: context 'batch' is given to callback 'run_queued' here and goes
      //   out of scope while the callback may still run; nothing waits for it
      InterlockedDecrement(&batch.left);
  InterlockedDecrement(&batch.left);
  CloseHandle(batch.all);
  return batch.done;
}
