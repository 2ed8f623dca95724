// RUN: %check %s threadpool-wait-handle
#include <windows.h>

static HANDLE either;

void prepare(BOOL exclusive) {
  if (exclusive)
    either = CreateMutex(NULL, FALSE, NULL);
  else
    either = CreateEvent(NULL, FALSE, FALSE, NULL);
}

void watch(PTP_WAIT wait, HANDLE unknown) {
  SetThreadpoolWait(wait, CreateEvent(NULL, FALSE, FALSE, NULL), NULL);
  SetThreadpoolWait(wait, CreateSemaphoreA(NULL, 0, 1, NULL), NULL);
  SetThreadpoolWait(wait, unknown, NULL);
  SetThreadpoolWait(wait, either, NULL);
}

VOID CALLBACK acquired(PVOID context, BOOLEAN timed_out);

// The older pool takes mutexes.
void registered(HANDLE *wait) {
  RegisterWaitForSingleObject(wait, CreateMutex(NULL, FALSE, NULL), acquired, NULL, INFINITE, WT_EXECUTEONLYONCE);
}
