// RUN: %check %s
#include <windows.h>

static PTP_TIMER poll_timer;
PTP_WORK poll_work;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(poll_timer, TRUE);
  // expect: waiting for timer 'poll_timer' inside its own callback never returns
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  WaitForThreadpoolWorkCallbacks(poll_work, TRUE);
  // expect: waiting for work object 'poll_work' inside its own callback never returns
}

void start(void) {
  poll_timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  poll_work = CreateThreadpoolWork(on_work, NULL, NULL);
}
