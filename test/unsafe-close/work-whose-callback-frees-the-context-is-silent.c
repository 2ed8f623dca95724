// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  free(context);
}

int start(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  if (!work) {
    free(data);
    return -1;
  }
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
  return 0;
}
