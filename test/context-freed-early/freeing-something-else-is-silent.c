// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

static int total;
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void other_memory(int *data) {
  int *scratch = malloc(sizeof *scratch);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  free(scratch);
  stop(timer);
}

void static_context(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &total, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
}

void null_context(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  free(NULL);
  free(data);
  stop(timer);
}

void context_of_another(void) {
  int *first = malloc(sizeof *first), *second = malloc(sizeof *second);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, first, NULL);
  PTP_TIMER never = CreateThreadpoolTimer(on_tick, second, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  CloseThreadpoolTimer(never);
  free(second);
  stop(timer);
  free(first);
}
