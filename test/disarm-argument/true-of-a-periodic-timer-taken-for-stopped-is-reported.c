// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL); // #created
  SetThreadpoolTimer(timer, &due, 100, 0); // #armed
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0)) // #asked
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect #asked: TRUE does not say that no callback of timer 'timer' is
  //   running: a tick before the recalled one may be; it is not waited for
  // note #created: timer 'timer' is created here with callback 'tick'
  // note #armed: timer 'timer' is armed here
  // note #asked: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  // note #asked: taking the path where '!SetThreadpoolTimerEx(timer, NULL, 0, 0)' is false
}
