// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.WorkGate=protocol
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  int *data = context;
  ++*data;
  CloseThreadpoolWork(work);
  free(data);
}

void start(int *data) {
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  if (work)
    SubmitThreadpoolWork(work);
}
