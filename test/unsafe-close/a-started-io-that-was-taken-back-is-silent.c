// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

int read(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  PTP_IO io = CreateThreadpoolIo(file, on_read, data, NULL);
  int result = 0;
  StartThreadpoolIo(io);
  if (!ReadFile(file, buffer, 1, NULL, overlapped) && GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(io);
    result = -1;
  } else {
    WaitForThreadpoolIoCallbacks(io, FALSE);
  }
  CloseThreadpoolIo(io);
  free(data);
  return result;
}
