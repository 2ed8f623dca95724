// RUN: %check %s threadpool-use-after-close
#include <windows.h>

static void CALLBACK tick(PVOID context, BOOLEAN fired) {}

static int is_last(void) {
  static LONG count;
  return InterlockedIncrement(&count) == 2;
}

static DWORD WINAPI end(LPVOID handle) {
  DeleteTimerQueueTimer(NULL, handle, INVALID_HANDLE_VALUE);
  return 0;
}

static DWORD WINAPI end_if_last(LPVOID handle) {
  if (is_last())
    DeleteTimerQueueTimer(NULL, handle, INVALID_HANDLE_VALUE);
  return 0;
}

void only_there(void) {
  HANDLE timer;
  if (CreateTimerQueueTimer(&timer, NULL, tick, NULL, 500, 500, 0))
    CloseHandle(CreateThread(NULL, 0, end, timer, 0, NULL));
}

void either(void) {
  HANDLE timer;
  if (!CreateTimerQueueTimer(&timer, NULL, tick, NULL, 500, 500, 0))
    return;
  CloseHandle(CreateThread(NULL, 0, end_if_last, timer, 0, NULL));
  if (is_last())
    DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE);
}
