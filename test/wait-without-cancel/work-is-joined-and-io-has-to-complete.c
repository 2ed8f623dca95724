// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}

void join(void) {
  PTP_WORK work = CreateThreadpoolWork(run, NULL, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
}

void drain(HANDLE file, PTP_IO io) {
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}
