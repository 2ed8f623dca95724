// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(FILETIME due, BOOL failed) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL); // #created
  if (!timer)
    return;
  if (failed) // #failed
    CloseThreadpoolTimer(timer); // #closed
  SetThreadpoolTimer(timer, &due, 0, 0);
  // expect: timer 'timer' is armed after it was closed
  // note #created: timer 'timer' is created here with callback 'tick'
  // note #failed: taking the path where 'failed' is true
  // note #closed: timer 'timer' is closed here
}
