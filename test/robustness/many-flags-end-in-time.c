// RUN: %check %s
// Forty flags that are all tested again: more conditions than can be kept.
#include <windows.h>

extern FILETIME due;

#define PARAMETERS(n) BOOL a##n, BOOL b##n, BOOL c##n, BOOL d##n
#define ARM(n)                                                             \
  if (a##n) SetThreadpoolTimer(timer, &due, 1, 0);                         \
  if (b##n) SetThreadpoolTimer(timer, &due, 1, 0);                         \
  if (c##n) SetThreadpoolTimer(timer, &due, 1, 0);                         \
  if (d##n) SetThreadpoolTimer(timer, &due, 1, 0);
#define SLEEP(n)                 \
  if (a##n && !b##n) Sleep(n);   \
  if (c##n || d##n) Sleep(n);

void run(PTP_TIMER timer, PARAMETERS(0), PARAMETERS(1), PARAMETERS(2), PARAMETERS(3),
         PARAMETERS(4), PARAMETERS(5), PARAMETERS(6), PARAMETERS(7), PARAMETERS(8), PARAMETERS(9)) {
  ARM(0) ARM(1) ARM(2) ARM(3) ARM(4) ARM(5) ARM(6) ARM(7) ARM(8) ARM(9)
  SLEEP(0) SLEEP(1) SLEEP(2) SLEEP(3) SLEEP(4) SLEEP(5) SLEEP(6) SLEEP(7) SLEEP(8) SLEEP(9)
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
