// RUN: %check %s
#include <windows.h>

extern FILETIME due;
BOOL next_job(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (!timer)
    return;
  while (next_job()) {
    SetThreadpoolTimer(timer, &due, 0, 0);
    if (!next_job())
      continue;
    SetThreadpoolTimer(timer, NULL, 0, 0);
  }
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
