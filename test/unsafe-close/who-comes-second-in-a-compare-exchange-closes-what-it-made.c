// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close
#include <windows.h>

static PTP_TIMER volatile shared;
static int ticks;
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) { ticks++; }

// Not armed before it is known whose it is.
PTP_TIMER get(void) {
  PTP_TIMER timer = shared;
  if (!timer) {
    timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
    if (!timer)
      return NULL;
    if (InterlockedCompareExchangePointer((PVOID volatile *)&shared, timer, NULL) != NULL) {
      CloseThreadpoolTimer(timer);
      timer = shared;
    } else {
      SetThreadpoolTimer(timer, &due, 1000, 0);
    }
  }
  return timer;
}

PTP_TIMER get_in_haste(void) {
  PTP_TIMER timer = shared, other;
  if (!timer) {
    timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
    if (!timer)
      return NULL;
    SetThreadpoolTimer(timer, &due, 1000, 0);
    other = InterlockedCompareExchangePointer((PVOID volatile *)&shared, timer, NULL);
    if (other) {
      //+      SetThreadpoolTimer(timer, NULL, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
      // expect: timer 'timer' is closed while its callback may still run; it was neither disarmed nor drained
      return other;
    }
  }
  return timer;
}

void stop(void) {
  PTP_TIMER timer = shared;
  if (timer && InterlockedCompareExchangePointer((PVOID volatile *)&shared, NULL, timer) == timer) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
}
