// PROOF: H10
// bad: deadlock
#include "proof.h"

static HANDLE queue, timer;

static VOID CALLBACK tick(PVOID parameter, BOOLEAN fired) {
  await("the timer is known");
#ifdef GOOD
  DeleteTimerQueueTimer(queue, timer, NULL);
#else
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE); // expect-bad: threadpool-wait-in-callback
#endif
  reach("the timer is deleted");
}

void scenario(void) {
  queue = CreateTimerQueue();
  CreateTimerQueueTimer(&timer, queue, tick, NULL, 0, 0, WT_EXECUTEDEFAULT);
  reach("the timer is known");
  await("the timer is deleted");
}
