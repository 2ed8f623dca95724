// RUN: %check %s threadpool-io-protocol
#include <stdlib.h>
#include <windows.h>

typedef struct Request {
  OVERLAPPED overlapped;
  char buffer[64];
} Request;

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  Sleep(1);
}

void run(HANDLE file, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(io);
    return;
  }
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while an I/O operation on it may be in flight
}
