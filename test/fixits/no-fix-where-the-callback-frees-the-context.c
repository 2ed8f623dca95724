// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.WorkGate=protocol
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  free(context);
}

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  free(context);
}

void run_timer(void) {
  int *data = malloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void run_work(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained
}
