// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
void note(const char *text);

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL); // #created
  if (!timer) // #tested
    note("no timer");
  SetThreadpoolTimer(timer, &due, 0, 0);
  // expect: timer 'timer' is null where it is armed
  // note #created: timer 'timer' is created here with callback 'tick'
  // note #tested: taking the path where '!timer' is true
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  CloseThreadpoolTimer(timer);
}

void stop(PTP_WORK work) {
  if (work)
    WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is null where it is closed
}
