// RUN: %check %s threadpool-io-protocol threadpool-io-protocol.IoFunctions=read_block
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
  // expect: I/O object 'io' keeps waiting for an operation that never started:
  //   CancelThreadpoolIo is missing where 'read_block' fails
  if (!read_block(file, r->buffer, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    //+    CancelThreadpoolIo(io);
    Sleep(1);
  }
}
