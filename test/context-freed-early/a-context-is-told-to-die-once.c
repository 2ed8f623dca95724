// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void drop(void *context) { free(context); }
// expect: context 'context' of timer 'timer' is {{.*}}

void run(void *context, FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, context, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  drop(context);
  free(context);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
