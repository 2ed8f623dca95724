// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early
// As with memory that was allocated, only the first elements have names.
#include <windows.h>

struct tick {
  PTP_TIMER timer;
  int count;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(int n) {
  struct tick ticks[n];
  for (int i = 0; i < n; i++) {
    ticks[i].timer = CreateThreadpoolTimer(on_tick, &ticks[i], NULL);
    if (ticks[i].timer)
      SetThreadpoolTimer(ticks[i].timer, &due, 10, 0);
  }
  Sleep(100);
  for (int i = 0; i < n; i++)
    if (ticks[i].timer)
      SetThreadpoolTimer(ticks[i].timer, NULL, 0, 0);
  for (int i = 0; i < n; i++)
    if (ticks[i].timer)
      WaitForThreadpoolTimerCallbacks(ticks[i].timer, TRUE);
  for (int i = 0; i < n; i++)
    if (ticks[i].timer)
      CloseThreadpoolTimer(ticks[i].timer);
}

void run_undrained(int n) {
  struct tick ticks[n];
  for (int i = 0; i < n; i++) {
    ticks[i].timer = CreateThreadpoolTimer(on_tick, &ticks[i], NULL);
    if (ticks[i].timer)
      SetThreadpoolTimer(ticks[i].timer, &due, 10, 0);
  }
  for (int i = 0; i < n; i++)
    if (ticks[i].timer)
      SetThreadpoolTimer(ticks[i].timer, NULL, 0, 0);
  for (int i = 0; i < n; i++)
    if (ticks[i].timer)
      CloseThreadpoolTimer(ticks[i].timer);
  // expect: timer 'ticks[i].timer' is closed while its callback may still run; it was disarmed
  //   but not drained, and its context 'ticks' is released afterwards
}
