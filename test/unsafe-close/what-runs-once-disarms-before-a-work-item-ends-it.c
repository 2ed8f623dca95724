// pyparallel's timers: the shutdown runs once, in it a stop that runs once, and
// then the work item that drains and closes is submitted. What unseen code does
// with the record changes nothing of that.
// RUN: %check %s
#include <windows.h>

struct timer {
  PTP_TIMER ptp_timer;
  PTP_WORK shutdown_work;
  INIT_ONCE stop_once, shutdown_once;
};

void note_request(struct timer *t);

static void CALLBACK shut_down(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct timer *t = context;
  WaitForThreadpoolTimerCallbacks(t->ptp_timer, TRUE);
  if (t->ptp_timer) {
    CloseThreadpoolTimer(t->ptp_timer);
    t->ptp_timer = NULL;
  }
}

static void CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

BOOL CALLBACK stop_once(PINIT_ONCE once, PVOID context, PVOID *unused) {
  struct timer *t = context;
  SetThreadpoolTimer(t->ptp_timer, NULL, 0, 0);
  return TRUE;
}

void stop(struct timer *t) { InitOnceExecuteOnce(&t->stop_once, stop_once, t, NULL); }

BOOL CALLBACK shutdown_once(PINIT_ONCE once, PVOID context, PVOID *unused) {
  struct timer *t = context;
  note_request(t);
  stop(t);
  SubmitThreadpoolWork(t->shutdown_work);
  return TRUE;
}

void set_up(struct timer *t) {
  t->shutdown_work = CreateThreadpoolWork(shut_down, t, NULL);
  t->ptp_timer = CreateThreadpoolTimer(tick, t, NULL);
}

void shutdown_timer(struct timer *t) {
  InitOnceExecuteOnce(&t->shutdown_once, shutdown_once, t, NULL);
}

void (*const methods[])(struct timer *) = {shutdown_timer};
