// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void stop(PTP_TIMER *timer) {
  if (*timer)
    CloseThreadpoolTimer(*timer);
  *timer = NULL;
  if (*timer)
    CloseThreadpoolTimer(*timer);
}

void restart(PTP_TIMER timer, FILETIME due) {
  CloseThreadpoolTimer(timer);
  timer = CreateThreadpoolTimer(tick, NULL, NULL);
  if (timer)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void take(PTP_TIMER *kept) {
  PTP_TIMER timer = InterlockedExchangePointer((PVOID volatile *)kept, NULL);
  if (timer)
    CloseThreadpoolTimer(timer);
  timer = InterlockedExchangePointer((PVOID volatile *)kept, NULL);
  if (timer)
    CloseThreadpoolTimer(timer);
}
