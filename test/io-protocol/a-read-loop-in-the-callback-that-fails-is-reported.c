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

static HANDLE the_file;

static VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                             ULONG_PTR bytes, PTP_IO io) {
  Request *r = context;
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for an operation that never started: {{.*}}
  if (!ReadFile(the_file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    //+    CancelThreadpoolIo(io);
    return;
  }
}

PTP_IO open(Request *r) { return CreateThreadpoolIo(the_file, on_read, r, NULL); }
