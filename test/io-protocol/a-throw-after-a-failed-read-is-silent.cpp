// RUN: %check %s threadpool-io-protocol
#include <windows.h>

void read(HANDLE File, PTP_IO Io, char *Buffer, OVERLAPPED *Overlapped) {
  StartThreadpoolIo(Io);
  if (!ReadFile(File, Buffer, 1, nullptr, Overlapped) && GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(Io);
    throw GetLastError();
  }
}
