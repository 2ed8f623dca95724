// RUN: %check %s threadpool-io-protocol
#include <windows.h>

void read_one_of_two(PTP_IO io, HANDLE file, void *into, OVERLAPPED *request) {
  StartThreadpoolIo(io);
  StartThreadpoolIo(io);
  if (!ReadFile(file, into, 1, NULL, request) && GetLastError() == ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
}
