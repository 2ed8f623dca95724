// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
static volatile LONG stopping;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ++*(int *)context;
  if (!stopping)
    SetThreadpoolTimer(timer, &due, 0, 0);
}

void run(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  Sleep(1000);
  stopping = 1;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  free(data);
  CloseThreadpoolTimer(timer);
}

// The same by way of a function.
static void again(PTP_TIMER timer) { SetThreadpoolTimer(timer, &due, 0, 0); }

static VOID CALLBACK on_turn(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ++*(int *)context;
  if (!stopping)
    again(timer);
}

void run_through_a_helper(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_turn, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  Sleep(1000);
  stopping = 1;
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  free(data);
  CloseThreadpoolTimer(timer);
}
