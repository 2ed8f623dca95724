// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(int *context) {
  PTP_TIMER timers[2] = {0};
  unsigned begun = 0;
  for (int i = 0; i < 2; i++) {
    timers[i] = CreateThreadpoolTimer(on_tick, context, NULL);
    if (timers[i]) {
      begun |= 1u << i;
      SetThreadpoolTimer(timers[i], &due, 10, 0);
    }
  }
  for (int i = 0; i < 2; i++)
    if (begun & (1u << i))
      SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (int i = 0; i < 2; i++)
    if (begun & (1u << i))
      WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
  for (int i = 0; i < 2; i++)
    if (begun & (1u << i))
      CloseThreadpoolTimer(timers[i]);
}

void run_undrained(int *context) {
  PTP_TIMER timers[2] = {0};
  unsigned begun = 0;
  for (int i = 0; i < 2; i++) {
    timers[i] = CreateThreadpoolTimer(on_tick, context, NULL);
    if (timers[i]) {
      begun |= 1u << i;
      SetThreadpoolTimer(timers[i], &due, 10, 0);
    }
  }
  for (int i = 0; i < 2; i++)
    if (begun & (1u << i))
      SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (int i = 0; i < 2; i++)
    if (begun & (1u << i))
      CloseThreadpoolTimer(timers[i]);
  // expect: timer 'timers[i]' is closed while its callback may still run; it was disarmed but not
  //   drained
}
