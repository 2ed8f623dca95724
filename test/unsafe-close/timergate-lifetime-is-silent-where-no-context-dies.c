// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.TimerGate=lifetime
#include <windows.h>

static int ticks;
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
}

void stop(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
}

// The other gate is as it was.
void stop_wait(PTP_WAIT wait) {
  SetThreadpoolWait(wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   disarmed but not drained
}
