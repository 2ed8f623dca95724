// RUN: %check %s
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

static void leave(PTP_CALLBACK_INSTANCE instance) {
  DisassociateCurrentThreadFromCallback(instance);
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  PTP_CALLBACK_INSTANCE own = instance;
  if (context)
    leave(own);
  else
    DisassociateCurrentThreadFromCallback(own);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
}

void start(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_work, NULL, NULL);
}
