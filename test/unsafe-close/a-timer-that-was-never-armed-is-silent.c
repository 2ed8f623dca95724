// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void close_only(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  CloseThreadpoolTimer(timer);
  free(data);
}

void disarm_or_drain_only(void) {
  PTP_TIMER first = CreateThreadpoolTimer(on_tick, NULL, NULL);
  PTP_TIMER second = CreateThreadpoolTimer(on_tick, NULL, NULL);
  WaitForThreadpoolTimerCallbacks(first, TRUE);
  CloseThreadpoolTimer(first);
  SetThreadpoolTimer(second, NULL, 0, 0);
  CloseThreadpoolTimer(second);
}

int not_armed_on_this_path(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  if (!open_device()) {
    CloseThreadpoolTimer(timer);
    free(data);
    return -1;
  }
  SetThreadpoolTimer(timer, &due, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  free(data);
  return 0;
}

void never_submitted(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  CloseThreadpoolWork(work);
  free(data);
}
