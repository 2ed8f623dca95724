// RUN: %check %s threadpool-io-protocol
#include <windows.h>

void read_one(PTP_IO first, PTP_IO second, HANDLE file, void *into, OVERLAPPED *request) {
  StartThreadpoolIo(first);
  StartThreadpoolIo(second);
  if (!ReadFile(file, into, 1, NULL, request) && GetLastError() != ERROR_IO_PENDING)
    return;
}
