// RUN: %check %s --dialects=msvc
#include <stdlib.h>
#include <windows.h>

void use(int);
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

// More ways than are told apart, and which of the timers it is got lost.
void run(int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer;
  if (a0) {
    timer = CreateThreadpoolTimer(on_tick, data, NULL);
    SetThreadpoolTimer(timer, &due, 1000, 0);
  } else {
    timer = CreateThreadpoolTimer(on_tick, data, NULL);
    SetThreadpoolTimer(timer, &due, 1000, 0);
    if (a1)
      use(1);
    if (a2)
      use(2);
    if (a3)
      use(3);
    if (a4)
      use(4);
    if (a5)
      use(5);
    if (a6)
      use(6);
    if (a7)
      use(7);
    if (a8)
      use(8);
  }
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  if (a1 && a2 && a3 && a4 && a5 && a6 && a7 && a8)
    use(0);
  free(data);
}
