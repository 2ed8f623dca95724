// RUN: %check %s
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

typedef struct Pair {
  PTP_TIMER timers[2];
} Pair;

void run(void) {
  PTP_TIMER timers[4] = {0};
  Pair pair = {{0}};
  timers[0] = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timers[0], &due, 1000, 0);
  Sleep(5000);
  SetThreadpoolTimer(timers[0], NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timers[0], TRUE);
  for (int i = 0; i < 4; ++i)
    CloseThreadpoolTimer(timers[i]);
  CloseThreadpoolTimer(pair.timers[1]);
}
