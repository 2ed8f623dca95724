// PROOF: H06
// bad: deadlock
// fixed: clean
// options: threadpool-wait-without-cancel.Enabled=true
#include "proof.h"

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_TIMER self) {}

static PTP_TIMER timer;

static void stop(void) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
#ifdef GOOD
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
#else
  WaitForThreadpoolTimerCallbacks(timer, FALSE); // expect-bad: threadpool-wait-without-cancel
#endif
  CloseThreadpoolTimer(timer);
}

static VOID CALLBACK shut_down(PTP_CALLBACK_INSTANCE instance, PVOID parameter) {
  reach("the thread is taken");
  await("the tick is queued");
  stop();
  reach("the timer is closed");
}

void scenario(void) {
  PTP_CALLBACK_ENVIRON one_thread = busy_until("the pool is free");
  reach("the pool is free");
  timer = CreateThreadpoolTimer(tick, NULL, one_thread);
  TrySubmitThreadpoolCallback(shut_down, NULL, one_thread);
  await("the thread is taken");
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  reach("the tick is queued");
  await("the timer is closed");
}
