// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void armed(PTP_TIMER t, FILETIME due) {
  CloseThreadpoolTimer(t);
  SetThreadpoolTimer(t, &due, 0, 0);
  // expect: timer 't' is armed after it was closed
}

void disarmed(PTP_WAIT q) {
  CloseThreadpoolWait(q);
  SetThreadpoolWait(q, NULL, NULL);
  // expect: wait object 'q' is disarmed after it was closed
}

void waited_for(PTP_TIMER t) {
  CloseThreadpoolTimer(t);
  WaitForThreadpoolTimerCallbacks(t, TRUE);
  // expect: timer 't' is waited for after it was closed
}

void submitted(PTP_WORK w) {
  CloseThreadpoolWork(w);
  SubmitThreadpoolWork(w);
  // expect: work object 'w' is submitted after it was closed
}

void started(PTP_IO io) {
  CloseThreadpoolIo(io);
  StartThreadpoolIo(io);
  // expect: I/O object 'io' is started after it was closed
}

void cancelled(PTP_IO io) {
  CloseThreadpoolIo(io);
  CancelThreadpoolIo(io);
  // expect: I/O object 'io' is used after it was closed
}

BOOL asked(PTP_TIMER t) {
  CloseThreadpoolTimer(t);
  return IsThreadpoolTimerSet(t);
  // expect: timer 't' is used after it was closed
}

void changed(HANDLE queue, HANDLE timer) {
  DeleteTimerQueueTimer(queue, timer, NULL);
  ChangeTimerQueueTimer(queue, timer, 100, 0);
  // expect: queue timer 'timer' is armed after it was deleted
}

void emptied(PTP_CLEANUP_GROUP group) {
  CloseThreadpoolCleanupGroup(group);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  // expect: cleanup group 'group' is emptied after it was closed
}
