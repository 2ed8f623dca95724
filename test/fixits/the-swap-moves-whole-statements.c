// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  PTP_WAIT wait;
};

void stop(struct session *session) {
  if (session->timer) {
    WaitForThreadpoolTimerCallbacks(session->timer, TRUE); //-
    SetThreadpoolTimer(session->timer, NULL, 0, 0); //-
    //+    SetThreadpoolTimer(session->timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
    CloseThreadpoolTimer(session->timer);
    // expect: timer 'session->timer' is closed while its callback may still run; it was
    //   drained before it was disarmed, not after
  }
  WaitForThreadpoolWaitCallbacks(session->wait, FALSE); //-
  SetThreadpoolWait(session->wait, NULL, NULL); //-
  //+  SetThreadpoolWait(session->wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(session->wait, FALSE);
  CloseThreadpoolWait(session->wait);
  // expect: wait object 'session->wait' is closed while its callback may still run; it was
  //   drained before it was disarmed, not after
}
