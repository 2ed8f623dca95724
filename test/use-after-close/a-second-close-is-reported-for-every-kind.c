// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void timer(PTP_TIMER t) {
  CloseThreadpoolTimer(t);
  CloseThreadpoolTimer(t);
  // expect: timer 't' is closed a second time
}

void work(PTP_WORK w) {
  CloseThreadpoolWork(w);
  CloseThreadpoolWork(w);
  // expect: work object 'w' is closed a second time
}

void wait(PTP_WAIT q) {
  CloseThreadpoolWait(q);
  CloseThreadpoolWait(q);
  // expect: wait object 'q' is closed a second time
}

void io(PTP_IO io) {
  CloseThreadpoolIo(io);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed a second time
}

void queue_timer(HANDLE queue, HANDLE timer) {
  DeleteTimerQueueTimer(queue, timer, INVALID_HANDLE_VALUE);
  DeleteTimerQueueTimer(queue, timer, NULL);
  // expect: queue timer 'timer' is deleted a second time
}

void registered_wait(HANDLE wait) {
  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  UnregisterWait(wait);
  // expect: registered wait 'wait' is unregistered a second time
}

void group(PTP_CLEANUP_GROUP group) {
  CloseThreadpoolCleanupGroup(group);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed a second time
}

void pool(PTP_POOL pool) {
  CloseThreadpool(pool);
  CloseThreadpool(pool);
  // expect: thread pool 'pool' is closed a second time
}
