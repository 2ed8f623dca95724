// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL); // #create
  SetThreadpoolTimer(timer, &due, 1000, 0);                     // #arm
  SetThreadpoolTimer(timer, NULL, 0, 0);                        // #disarm
  free(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still
  //   run [threadpool-context-freed-early]
  // note #create: timer 'timer' is created here with callback 'on_tick' and context 'data'
  // note #arm: timer 'timer' is armed here
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
