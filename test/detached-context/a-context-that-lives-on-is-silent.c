// RUN: %check %s threadpool-detached-context
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_job(PTP_CALLBACK_INSTANCE instance, PVOID context) { ++*(int *)context; }
static DWORD WINAPI on_item(LPVOID context) { return ++*(int *)context; }

static int counter;

void global(void) { TrySubmitThreadpoolCallback(on_job, &counter, NULL); }

void lasting(void) {
  static int counter;
  QueueUserWorkItem(on_item, &counter, 0);
}

void none(void) { TrySubmitThreadpoolCallback(on_job, NULL, NULL); }

void kept(int *context) { TrySubmitThreadpoolCallback(on_job, context, NULL); }
