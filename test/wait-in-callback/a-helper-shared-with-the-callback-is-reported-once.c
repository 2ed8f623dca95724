// RUN: %check %s
#include <windows.h>

extern FILETIME due;
static PTP_TIMER timer;

static void stop(PTP_TIMER handle) {
  SetThreadpoolTimer(handle, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(handle, TRUE);
  // expect: waiting for timer 'handle' inside its own callback never returns
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER own) {
  if (context)
    stop(own);
  else
    stop(own);
}

void run(void) {
  timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  Sleep(5000);
  stop(timer);
  CloseThreadpoolTimer(timer);
}
