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

BOOL read_block(HANDLE file, void *buffer, OVERLAPPED *overlapped);

void run(HANDLE file, PTP_IO io, Request *r) {
  StartThreadpoolIo(io);
  if (!read_block(file, r->buffer, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    Sleep(1);
  }
}
