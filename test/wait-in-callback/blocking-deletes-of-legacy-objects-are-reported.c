// RUN: %check %s
#include <windows.h>

static HANDLE queue, timer, registration;

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) {
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  // expect: waiting for {{.*}} 'timer' inside its own callback never returns
}

static VOID CALLBACK on_event(PVOID context, BOOLEAN timed_out) {
  UnregisterWaitEx(registration, INVALID_HANDLE_VALUE);
  // expect: waiting for {{.*}} 'registration' inside its own callback never returns
}

static VOID CALLBACK on_timer_without_blocking(PVOID context, BOOLEAN fired) {
  DeleteTimerQueueTimer(queue, timer, NULL);
}

void start(HANDLE event) {
  queue = CreateTimerQueue();
  CreateTimerQueueTimer(&timer, queue, on_timer, NULL, 10, 0, 0);
  RegisterWaitForSingleObject(&registration, event, on_event, NULL, INFINITE, WT_EXECUTEONLYONCE);
}

void start_another(HANDLE *other) {
  CreateTimerQueueTimer(other, queue, on_timer_without_blocking, NULL, 10, 0, 0);
}
