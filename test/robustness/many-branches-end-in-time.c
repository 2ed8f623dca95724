// RUN: %check %s
// 2^64 paths, a handful of worlds.
#include <windows.h>

extern FILETIME due;
void step(int number);

#define ONE(n)                                \
  if (flags[n])                               \
    step(n);                                  \
  if (flags[n + 1] && flags[n + 2])           \
    SetThreadpoolTimer(timer, &due, n, 0);    \
  else if (flags[n + 3])                      \
    SetThreadpoolTimer(timer, NULL, 0, 0);    \
  else                                        \
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
#define FOUR(n) ONE(n) ONE(n + 1) ONE(n + 2) ONE(n + 3)
#define SIXTEEN(n) FOUR(n) FOUR(n + 4) FOUR(n + 8) FOUR(n + 12)

void run(PTP_TIMER timer, BOOL *flags) {
  SIXTEEN(0)
  SIXTEEN(16)
  SIXTEEN(32)
  SIXTEEN(48)
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
