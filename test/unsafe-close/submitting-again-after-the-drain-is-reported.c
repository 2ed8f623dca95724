// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void run(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   submitted again after it was drained, and its context 'data' is released afterwards
  free(data);
}
