// RUN: %check %s
#include <windows.h>

int odd(PTP_TIMER timer, int count, int which) {
  int array[count], value;
  static void *targets[] = {&&first, &&second};
  goto *targets[which];
first:
  value = ({
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    array[0];
  });
  CloseThreadpoolTimer(timer);
  return value;
second:
  __asm__ volatile("" ::: "memory");
  for (;;)
    ;
}

void unreachable(PTP_TIMER timer) {
  return;
  CloseThreadpoolTimer(timer);
}

_Bool compound(void) {
  struct holder {
    PTP_TIMER timers[2];
    struct {
      PTP_WORK work;
    };
  } holder = {.timers = {[1] = NULL}, .work = NULL};
  PTP_TIMER *last = &(PTP_TIMER[2]){NULL, NULL}[1];
  if (*last)
    SetThreadpoolTimer(*last, NULL, 0, 0);
  return holder.timers[1] == (holder.work ? *last : NULL);
}
