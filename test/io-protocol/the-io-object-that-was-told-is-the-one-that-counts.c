// RUN: %check %s threadpool-io-protocol
#include <windows.h>

VOID CALLBACK done(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                   ULONG_PTR bytes, PTP_IO io);

// The first one is forgotten, and the file has a new one.
void again(HANDLE file, char *buffer, OVERLAPPED *pending) {
  PTP_IO io = CreateThreadpoolIo(file, done, NULL, NULL);
  io = CreateThreadpoolIo(file, done, buffer, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(file, buffer, 8, NULL, pending) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
}

void both(HANDLE file, char *buffer, OVERLAPPED *pending) {
  PTP_IO first = CreateThreadpoolIo(file, done, NULL, NULL);
  PTP_IO second = CreateThreadpoolIo(file, done, buffer, NULL);
  StartThreadpoolIo(first);
  if (!ReadFile(file, buffer, 8, NULL, pending) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(first);
  StartThreadpoolIo(second);
  if (!ReadFile(file, buffer, 8, NULL, pending) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(second);
}

void none(HANDLE file, char *buffer, OVERLAPPED *pending) {
  PTP_IO io = CreateThreadpoolIo(file, done, NULL, NULL);
  ReadFile(file, buffer, 8, NULL, pending);
  // expect: 'ReadFile' starts I/O on the file of I/O object 'io' without StartThreadpoolIo before it
  CloseThreadpoolIo(io);
}
