// RUN: %check %s
#include <windows.h>

struct job {
  HANDLE done;
  int result;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct job *job = context;
  job->result = 42;
  SetEvent(job->done);
}

void nobody_asks(struct job *job) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  WaitForSingleObject(job->done, 5000);
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void asked_and_closed_all_the_same(struct job *job) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (WaitForSingleObject(job->done, 5000) == WAIT_TIMEOUT)
    job->result = -1;
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

// It came once, and the timer goes on.
void of_a_periodic_timer(struct job *job) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  SetThreadpoolTimer(timer, &due, 100, 0);
  if (WaitForSingleObject(job->done, 5000) == WAIT_OBJECT_0)
    job->result = 1;
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

// What came was for the tick before.
void armed_again_before_the_test(struct job *job) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, job, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  DWORD result = WaitForSingleObject(job->done, 5000);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (result == WAIT_OBJECT_0) {
    //+    SetThreadpoolTimer(timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
}
