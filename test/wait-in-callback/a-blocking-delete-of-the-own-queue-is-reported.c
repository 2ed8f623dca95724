// RUN: %check %s
#include <windows.h>

static HANDLE queue, timer;

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) {
  DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE);
  // expect: waiting for {{.*}} inside its own callback never returns
}

void start(void) {
  queue = CreateTimerQueue();
  CreateTimerQueueTimer(&timer, queue, on_timer, NULL, 10, 0, 0);
}
