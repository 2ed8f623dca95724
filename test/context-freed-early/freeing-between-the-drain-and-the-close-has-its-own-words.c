// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

void timer(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  free(data);
  // expect: context 'data' of timer 'timer' is released before the timer is closed; safe
  //   only while nothing arms it again
  CloseThreadpoolTimer(timer);
}

void wait(HANDLE event) {
  int data = 0;
  if (event) {
    int inner = 1;
    PTP_WAIT wait = CreateThreadpoolWait(on_event, &inner, NULL);
    SetThreadpoolWait(wait, event, NULL);
    SetThreadpoolWait(wait, NULL, NULL);
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
    data += inner;
  }
  // expect: context '{{&?}}inner' of wait object 'wait' goes out of scope before the wait object is closed; safe
  //   only while nothing arms it again
  Sleep(data);
}
