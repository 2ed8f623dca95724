// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  int *data = context;
  ++*data;
  free(data);
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
  free(context);
}

void start_work(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
}

void start_timer(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
}
