// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);
VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void join(BOOL cancel) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  SubmitThreadpoolWork(work);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, cancel);
  CloseThreadpoolWork(work);
  free(data);
}

void read(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  PTP_IO io = CreateThreadpoolIo(file, on_read, data, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
  free(data);
}
