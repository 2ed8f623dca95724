// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void run(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  PTP_IO io = CreateThreadpoolIo(file, on_read, data, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while its callback may still run; it was
  //   started again after it was drained, and its context 'data' is released afterwards
  free(data);
}
